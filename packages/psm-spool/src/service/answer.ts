/** Answers a call that needs not wait: what the work throws becomes the promise's refusal. */
export const answer = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work())
  })
