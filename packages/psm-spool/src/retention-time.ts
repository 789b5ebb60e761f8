/** How long a finished job's documents are kept because its client asked for it (PWG 5100.7 `job-retain-until`). Pure. */
import { instantOf, type Attributes } from '@platen/papi'

/** The keywords of `job-retain-until` that can be honoured, and the longest time each may mean, seconds. `indefinite` cannot: disks end. */
export const retainKeywords = { none: 0, 'end-of-day': 86_400, 'end-of-week': 604_800, 'end-of-month': 2_678_400 } as const

const isKeyword = (keyword: string): keyword is keyof typeof retainKeywords => Object.hasOwn(retainKeywords, keyword)

/** What a ticket asks, in a word that is stored with the job: a keyword, `+SECONDS`, `@INSTANT`; empty if nothing. */
export function retentionOf(ticket: Attributes): string {
  const time = ticket.value('job-retain-until-time')
  if (time?.kind === 'dateTime') return `@${instantOf(time)}`
  const seconds = ticket.integer('job-retain-until-interval')
  if (seconds !== undefined) return `+${seconds}`
  const keyword = ticket.string('job-retain-until') ?? ''
  return isKeyword(keyword) ? keyword : ''
}

/**
 * Until when the documents of a job are kept, milliseconds since 1970.
 *
 * @param retention - what {@link retentionOf} said
 * @param completedAt - when the job finished; days, weeks (Monday first) and months are those of local time
 * @returns `null` if the configuration decides
 */
export function retainedUntil(retention: string, completedAt: number): number | null {
  if (retention === '') return null
  if (retention.startsWith('@')) return Number(retention.slice(1))
  if (retention.startsWith('+')) return completedAt + Number(retention.slice(1)) * 1000
  const at = new Date(completedAt)
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()] as const
  switch (retention) {
    case 'end-of-day':
      return new Date(year, month, day + 1).getTime()
    case 'end-of-week':
      return new Date(year, month, day + 7 - ((at.getDay() + 6) % 7)).getTime()
    case 'end-of-month':
      return new Date(year, month + 1, 1).getTime()
    default:
      return completedAt
  }
}
