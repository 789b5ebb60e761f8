/** What keeps a job back until somebody shows that it may print: its password, or its owner (PWG 5100.11). As the store keeps it, both are one text. */

/** What has to be shown. */
export type Lock = 'none' | 'password' | 'owner'

/** The text of a job that only its owner releases. Sealed passwords have spaces in them. */
export const ownersLock = 'owner-authorized'

/** The lock that a stored text says. */
export const lockOf = (text: string): Lock => (text === '' ? 'none' : text === ownersLock ? 'owner' : 'password')
