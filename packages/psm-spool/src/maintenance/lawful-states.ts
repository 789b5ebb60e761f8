/** What must be true of the rows of a spool, whatever has happened to it: each law a query for what breaks it. */

/** A law: rows of `job` and `why` for each breach. */
export interface Law {
  readonly name: string
  readonly breaches: string
}

/** Laws of a spool of the newest form. */
export const laws: readonly Law[] = [
  { name: 'states', breaches: "SELECT id AS job, 'it is in state ' || state || ', which is none (RFC 8011 section 5.3.7)' AS why FROM jobs WHERE state NOT BETWEEN 3 AND 9" },
  { name: 'ends', breaches: "SELECT id AS job, CASE WHEN state >= 7 THEN 'it has ended, nobody knows when' ELSE 'it has not ended, yet has a time of its end' END AS why FROM jobs WHERE (state >= 7) <> (completedAt IS NOT NULL)" },
  { name: 'open jobs', breaches: "SELECT id AS job, 'it is open in state ' || state AS why FROM jobs WHERE open = 1 AND state NOT IN (3, 4)" },
  { name: 'time-outs', breaches: "SELECT id AS job, CASE open WHEN 1 THEN 'it is open and would never time out' ELSE 'it is closed and would time out' END AS why FROM jobs WHERE (open = 1) <> (openUntil IS NOT NULL)" },
  { name: 'sends', breaches: "SELECT job, 'it is in state ' || state || ', yet a send of it is under way' AS why FROM attempts JOIN jobs ON jobs.id = job WHERE endedAt IS NULL AND state NOT IN (5, 6)" },
  { name: 'one send at a time', breaches: "SELECT job, count(*) || ' sends of it are under way at once' AS why FROM attempts WHERE endedAt IS NULL GROUP BY job HAVING count(*) > 1" },
  { name: 'document counts', breaches: "SELECT id AS job, 'it has ' || (SELECT count(*) FROM documents WHERE job = id) || ' documents, not ' || documents AS why FROM jobs WHERE documents <> (SELECT count(*) FROM documents WHERE job = id)" },
  { name: 'documents', breaches: "SELECT job, 'its document ' || number || ' is neither in the database nor in a file' AS why FROM documents JOIN jobs ON jobs.id = job WHERE kept = 1 AND content IS NULL AND file IS NULL" },
  { name: 'sizes', breaches: "SELECT job, 'its document ' || number || ' has ' || length(content) || ' octets, not ' || octets AS why FROM documents WHERE content IS NOT NULL AND length(content) <> octets" },
  { name: 'printers', breaches: "SELECT id AS job, 'its printer \"' || printer || '\" is not known' AS why FROM jobs WHERE printer NOT IN (SELECT name FROM printers)" },
  { name: 'counts of printers', breaches: "SELECT NULL AS job, 'printer \"' || printers.name || '\" counts ' || queued || ' jobs that wait, and there are ' || (SELECT count(*) FROM jobs WHERE printer = printers.name AND state < 7) AS why FROM printers WHERE queued <> (SELECT count(*) FROM jobs WHERE printer = printers.name AND state < 7)" },
]
