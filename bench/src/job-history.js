/** A spool with a long history: the jobs of one user, multiplied in the database of a server that is stopped. */
import { DatabaseSync } from 'node:sqlite'

/**
 * Makes the finished jobs of a user many: each new row is the copy of one that the server wrote, newer than all of those,
 * and without its documents.
 *
 * @param {string} path the spool's database
 * @param {string} user whose jobs are multiplied
 * @param {number} jobs how many finished jobs of all users there are to be
 */
export function multiplyHistory(path, user, jobs) {
  const database = new DatabaseSync(path)
  const one = (sql, ...values) => database.prepare(sql).get(...values)
  try {
    const { present } = one('SELECT count(*) AS present FROM jobs WHERE state >= 7')
    const { own } = one('SELECT count(*) AS own FROM jobs WHERE state >= 7 AND user = ?', user)
    const { last } = one('SELECT max(id) AS last FROM jobs')
    const columns = database.prepare('PRAGMA table_info(jobs)').all().map(({ name }) => name)
    const newer = (name) => `${name} + round`
    const changed = { id: `${last} + row_number() OVER (ORDER BY round, id)`, createdAt: newer('createdAt'), processingAt: newer('processingAt'), completedAt: newer('completedAt'), kept: '0' }
    database.prepare(`
      INSERT INTO jobs (${columns.join(', ')})
      WITH RECURSIVE rounds (round) AS (SELECT 1 UNION ALL SELECT round + 1 FROM rounds WHERE round < ${Math.ceil((jobs - present) / own)})
      SELECT ${columns.map((name) => changed[name] ?? name).join(', ')} FROM rounds, jobs WHERE state >= 7 AND user = ? ORDER BY round, id LIMIT ${jobs - present}`).run(user)
    const { made } = one('SELECT count(*) AS made FROM jobs WHERE state >= 7')
    if (made !== jobs) throw new Error(`there are ${made} finished jobs in ${path}, not ${jobs}`)
  } finally {
    database.close()
  }
}

/**
 * Makes the jobs that wait many, with the documents that they have in the database: copies of those that the server wrote.
 *
 * @param {string} path the spool's database
 * @param {number} jobs how many jobs are to wait
 */
export function multiplyWaiting(path, jobs) {
  const database = new DatabaseSync(path)
  const one = (sql) => Object.values(database.prepare(sql).get())[0]
  try {
    const present = one('SELECT count(*) FROM jobs WHERE state < 7')
    const last = one('SELECT max(id) FROM jobs')
    const own = database.prepare('SELECT id FROM jobs WHERE state < 7 ORDER BY id').all().map(({ id }) => id)
    const columns = (table) => database.prepare(`PRAGMA table_info(${table})`).all().map(({ name }) => name)
    const copy = (table, key) => {
      const names = columns(table)
      return database.prepare(`INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map((name) => (name === key ? '?1' : name === 'place' ? '?1' : name)).join(', ')} FROM ${table} WHERE ${key} = ?2`)
    }
    const [job, document] = [copy('jobs', 'id'), copy('documents', 'job')]
    database.exec('BEGIN')
    for (let made = 0; made < jobs - present; made++) {
      const source = own[made % own.length]
      job.run(last + 1 + made, source)
      document.run(last + 1 + made, source)
    }
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}
