/** Who asks, and until when: given to every PAPI call. */

/** Who makes a call. */
export interface Caller {
  /** The user an authentication proved. */
  readonly authenticatedUser?: string
  /** The user the request names, unproved (`requesting-user-name`, RFC 8011 section 9.3). */
  readonly requestingUser?: string
  /** The address the request came from. */
  readonly host: string
  /** Whether the caller may do what only operators and administrators may: decided by the server's access rules. */
  readonly isOperator: boolean
}

/** The context of one call. */
export interface Call {
  readonly caller: Caller
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

/** The user a call acts for: proved, else named, else `anonymous` (RFC 8011 section 9.3). */
export function userOf(caller: Caller): string {
  return caller.authenticatedUser ?? caller.requestingUser ?? 'anonymous'
}
