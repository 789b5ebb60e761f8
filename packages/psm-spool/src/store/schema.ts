/** The tables of the spool, and the steps from any older form of them to this one. */
import type { DatabaseSync } from 'node:sqlite'
import { PapiError } from '@platen/papi'

/**
 * Each step makes the next version (`PRAGMA user_version`) of the one before. Steps are never changed once published;
 * a new form is a new step.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('highest-forgotten-job', 0);

  CREATE TABLE printers (
    name TEXT PRIMARY KEY,
    paused INTEGER NOT NULL DEFAULT 0,
    pauseMessage TEXT NOT NULL DEFAULT '',
    accepting INTEGER NOT NULL DEFAULT 1,
    acceptingMessage TEXT NOT NULL DEFAULT '',
    stateChangedAt INTEGER NOT NULL,
    configuration TEXT NOT NULL,
    configChangedAt INTEGER NOT NULL,
    queued INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    printer TEXT NOT NULL,
    name TEXT NOT NULL,
    user TEXT NOT NULL,
    host TEXT NOT NULL,
    state INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    message TEXT NOT NULL,
    notice TEXT NOT NULL,
    priority INTEGER NOT NULL,
    promoted INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    processingAt INTEGER,
    completedAt INTEGER,
    octets INTEGER NOT NULL,
    octetsProcessed INTEGER NOT NULL,
    impressions INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    format TEXT,
    ticket TEXT NOT NULL,
    open INTEGER NOT NULL,
    openUntil INTEGER,
    holdUntil TEXT NOT NULL,
    releaseAt INTEGER,
    cancelBy TEXT,
    part INTEGER NOT NULL,
    brokenSends INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    absent INTEGER NOT NULL,
    phase INTEGER GENERATED ALWAYS AS (CASE WHEN state IN (5, 6) THEN 0 WHEN state = 3 AND open = 0 THEN 1 ELSE 2 END) VIRTUAL
  ) STRICT;

  -- Unfinished jobs in the order they print; finished ones newest first: no listing walks through the other kind.
  CREATE INDEX unfinishedJobs ON jobs (phase, promoted DESC, priority DESC, id) WHERE state < 7 AND absent = 0;
  CREATE INDEX unfinishedJobsOfPrinter ON jobs (printer, phase, promoted DESC, priority DESC, id) WHERE state < 7 AND absent = 0;
  CREATE INDEX unfinishedJobsOfUser ON jobs (user, phase, promoted DESC, priority DESC, id) WHERE state < 7 AND absent = 0;
  CREATE INDEX finishedJobs ON jobs (completedAt DESC, id DESC) WHERE state >= 7;
  CREATE INDEX finishedJobsOfPrinter ON jobs (printer, completedAt DESC, id DESC) WHERE state >= 7 AND absent = 0;
  CREATE INDEX finishedJobsOfUser ON jobs (user, completedAt DESC, id DESC) WHERE state >= 7 AND absent = 0;
  CREATE INDEX jobsToTimeOut ON jobs (openUntil) WHERE openUntil IS NOT NULL;
  CREATE INDEX jobsToRelease ON jobs (releaseAt) WHERE releaseAt IS NOT NULL;
  CREATE INDEX jobsWithDocumentsToForget ON jobs (completedAt) WHERE state >= 7 AND kept = 1;

  CREATE TABLE documents (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    octets INTEGER NOT NULL,
    content BLOB,
    file TEXT,
    PRIMARY KEY (job, number)
  ) STRICT;
  CREATE INDEX documentsByFile ON documents (file) WHERE file IS NOT NULL;

  -- A row is there before the first octet leaves; endedAt is empty while octets may be on their way.
  CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    begunAt INTEGER NOT NULL,
    endedAt INTEGER,
    octets INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX attemptsOfJob ON attempts (job, id);

  CREATE TABLE timeline (
    id INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    time INTEGER NOT NULL,
    event TEXT NOT NULL,
    state INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX timelineOfJob ON timeline (job, id);

  -- queued-job-count is kept, not counted.
  CREATE TRIGGER jobCame AFTER INSERT ON jobs WHEN NEW.state < 7
  BEGIN
    UPDATE printers SET queued = queued + 1 WHERE name = NEW.printer;
  END;
  CREATE TRIGGER jobChanged AFTER UPDATE OF state, printer ON jobs WHEN (OLD.state < 7) <> (NEW.state < 7) OR OLD.printer <> NEW.printer
  BEGIN
    UPDATE printers SET queued = queued - 1 WHERE name = OLD.printer AND OLD.state < 7;
    UPDATE printers SET queued = queued + 1 WHERE name = NEW.printer AND NEW.state < 7;
  END;
  CREATE TRIGGER jobWent AFTER DELETE ON jobs
  BEGIN
    UPDATE printers SET queued = queued - 1 WHERE name = OLD.printer AND OLD.state < 7;
    -- Ids of forgotten jobs are never given again.
    UPDATE meta SET value = max(value, OLD.id) WHERE key = 'highest-forgotten-job';
  END;
  `,
  // New jobs that are held, printers out of service, passwords, suspension, time limits, retention by the job, places in
  // the queue, and documents as objects.
  `
  ALTER TABLE printers ADD COLUMN holdNew INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE printers ADD COLUMN holdNewMessage TEXT NOT NULL DEFAULT '';
  ALTER TABLE printers ADD COLUMN shutdown INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE printers ADD COLUMN shutdownMessage TEXT NOT NULL DEFAULT '';
  ALTER TABLE printers ADD COLUMN deactivated INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE printers ADD COLUMN deactivatedMessage TEXT NOT NULL DEFAULT '';

  ALTER TABLE jobs ADD COLUMN queuePriority INTEGER NOT NULL DEFAULT 50;
  ALTER TABLE jobs ADD COLUMN place REAL NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN heldNew INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN password TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN suspendedBy TEXT;
  ALTER TABLE jobs ADD COLUMN cancelAfter INTEGER;
  ALTER TABLE jobs ADD COLUMN cancelAt INTEGER;
  ALTER TABLE jobs ADD COLUMN retain TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN retainUntil INTEGER;
  ALTER TABLE jobs ADD COLUMN proof INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN canceledDocuments INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN copies INTEGER NOT NULL DEFAULT 1;
  UPDATE jobs SET queuePriority = priority, place = id,
    copies = min(max(coalesce((SELECT json_extract(one.value, '$[1][0].value') FROM json_each(jobs.ticket) AS one WHERE json_extract(one.value, '$[0]') = 'copies'), 1), 1), 999);

  ALTER TABLE documents ADD COLUMN naturalLanguage TEXT NOT NULL DEFAULT '';
  ALTER TABLE documents ADD COLUMN createdAt INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE documents ADD COLUMN canceledBy TEXT;
  ALTER TABLE documents ADD COLUMN canceledAt INTEGER;
  UPDATE documents SET createdAt = (SELECT jobs.createdAt FROM jobs WHERE jobs.id = documents.job);

  DROP INDEX unfinishedJobs;
  DROP INDEX unfinishedJobsOfPrinter;
  DROP INDEX unfinishedJobsOfUser;
  CREATE INDEX unfinishedJobs ON jobs (phase, promoted DESC, queuePriority DESC, place) WHERE state < 7 AND absent = 0;
  CREATE INDEX unfinishedJobsOfPrinter ON jobs (printer, phase, promoted DESC, queuePriority DESC, place) WHERE state < 7 AND absent = 0;
  CREATE INDEX unfinishedJobsOfUser ON jobs (user, phase, promoted DESC, queuePriority DESC, place) WHERE state < 7 AND absent = 0;

  -- Without these, the jobs of one user on one printer are looked for among all of the user's, or all of the printer's.
  CREATE INDEX unfinishedJobsOfPrinterAndUser ON jobs (printer, user, phase, promoted DESC, queuePriority DESC, place) WHERE state < 7 AND absent = 0;
  CREATE INDEX finishedJobsOfPrinterAndUser ON jobs (printer, user, completedAt DESC, id DESC) WHERE state >= 7 AND absent = 0;

  -- The few that did not end well, and the few proofs, are not looked for among all.
  CREATE INDEX endedJobs ON jobs (state, completedAt DESC, id DESC) WHERE state IN (7, 8) AND absent = 0;
  CREATE INDEX endedJobsOfPrinter ON jobs (printer, state, completedAt DESC, id DESC) WHERE state IN (7, 8) AND absent = 0;
  CREATE INDEX endedJobsOfUser ON jobs (user, state, completedAt DESC, id DESC) WHERE state IN (7, 8) AND absent = 0;
  CREATE INDEX endedJobsOfPrinterAndUser ON jobs (printer, user, state, completedAt DESC, id DESC) WHERE state IN (7, 8) AND absent = 0;
  CREATE INDEX proofJobs ON jobs (completedAt DESC, id DESC) WHERE state >= 7 AND absent = 0 AND proof = 1;
  CREATE INDEX jobsToTimeUp ON jobs (cancelAt) WHERE cancelAt IS NOT NULL;

  -- Retention by the configuration looks at jobs that say nothing of it; the others have their own time.
  DROP INDEX jobsWithDocumentsToForget;
  CREATE INDEX jobsWithDocumentsToForget ON jobs (completedAt) WHERE state >= 7 AND kept = 1 AND retainUntil IS NULL;
  CREATE INDEX jobsToForget ON jobs (completedAt DESC, id DESC) WHERE state >= 7 AND retainUntil IS NULL;
  CREATE INDEX jobsRetained ON jobs (retainUntil) WHERE retainUntil IS NOT NULL;
  `,
  // Sheets before jobs: whether a job's is out.
  'ALTER TABLE jobs ADD COLUMN startSheet INTEGER NOT NULL DEFAULT 0;',
  // Where jobs were moved from and which member of a class prints them, who caused what, what happened to printers, and the
  // octets that wait in each queue.
  `
  ALTER TABLE jobs ADD COLUMN movedFrom TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN leftQueues TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN moveNotice TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN assignedTo TEXT NOT NULL DEFAULT '';

  ALTER TABLE timeline ADD COLUMN printer TEXT NOT NULL DEFAULT '';
  ALTER TABLE timeline ADD COLUMN source TEXT NOT NULL DEFAULT '';
  ALTER TABLE timeline ADD COLUMN who TEXT NOT NULL DEFAULT '';
  ALTER TABLE timeline ADD COLUMN cause TEXT NOT NULL DEFAULT '';
  ALTER TABLE timeline ADD COLUMN attempt INTEGER;
  ALTER TABLE timeline ADD COLUMN octets INTEGER NOT NULL DEFAULT 0;
  UPDATE timeline SET printer = (SELECT jobs.printer FROM jobs WHERE jobs.id = timeline.job), cause = message;

  CREATE TABLE printerTimeline (
    id INTEGER PRIMARY KEY,
    printer TEXT NOT NULL REFERENCES printers (name) ON DELETE CASCADE,
    time INTEGER NOT NULL,
    event TEXT NOT NULL,
    source TEXT NOT NULL,
    who TEXT NOT NULL,
    cause TEXT NOT NULL,
    state INTEGER,
    reasons TEXT NOT NULL
  ) STRICT;
  CREATE INDEX timelineOfPrinter ON printerTimeline (printer, id);

  ALTER TABLE printers ADD COLUMN queuedOctets INTEGER NOT NULL DEFAULT 0;
  UPDATE printers SET queuedOctets = (SELECT coalesce(sum(octets), 0) FROM jobs WHERE jobs.printer = printers.name AND state < 7);
  DROP TRIGGER jobCame;
  DROP TRIGGER jobChanged;
  DROP TRIGGER jobWent;
  CREATE TRIGGER jobCame AFTER INSERT ON jobs WHEN NEW.state < 7
  BEGIN
    UPDATE printers SET queued = queued + 1, queuedOctets = queuedOctets + NEW.octets WHERE name = NEW.printer;
  END;
  CREATE TRIGGER jobChanged AFTER UPDATE OF state, printer, octets ON jobs WHEN (OLD.state < 7) <> (NEW.state < 7) OR OLD.printer <> NEW.printer OR OLD.octets <> NEW.octets
  BEGIN
    UPDATE printers SET queued = queued - 1, queuedOctets = queuedOctets - OLD.octets WHERE name = OLD.printer AND OLD.state < 7;
    UPDATE printers SET queued = queued + 1, queuedOctets = queuedOctets + NEW.octets WHERE name = NEW.printer AND NEW.state < 7;
  END;
  CREATE TRIGGER jobWent AFTER DELETE ON jobs
  BEGIN
    UPDATE printers SET queued = queued - 1, queuedOctets = queuedOctets - OLD.octets WHERE name = OLD.printer AND OLD.state < 7;
    -- Ids of forgotten jobs are never given again.
    UPDATE meta SET value = max(value, OLD.id) WHERE key = 'highest-forgotten-job';
  END;
  `,
  // Digests of documents, and since when its device was down if that made its error policy pause a printer.
  `
  ALTER TABLE documents ADD COLUMN digest BLOB;
  -- Large documents are digested when they are in: few are not yet.
  CREATE INDEX documentsToDigest ON documents (file) WHERE file IS NOT NULL AND digest IS NULL;

  ALTER TABLE printers ADD COLUMN downSince INTEGER;
  UPDATE printers SET downSince = stateChangedAt WHERE paused = 1 AND pauseMessage LIKE 'The printer could not be reached and was stopped: %';
  `,
]

/** The version since which documents have digests. */
export const firstWithDigests = 5

/** The version of a database. */
export function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

/**
 * Brings a database to the newest form, step by step, each step in a transaction of its own.
 *
 * @throws PapiError `internal-error` if it was written by a newer version
 */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const found = schemaVersion(database)
  if (found > steps.length) {
    throw new PapiError(
      'internal-error',
      `the spool was written by a newer version (its form is ${found}, this version knows up to ${steps.length}): start that version, or give this one another data directory`,
    )
  }
  for (const [at, step] of steps.entries()) {
    if (at < found) continue
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(step)
      database.exec(`PRAGMA user_version = ${at + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}
