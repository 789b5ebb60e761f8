/** The log: one line of JSON per event, on standard error. */
import { destination, pino, type Logger } from 'pino'
import type { Log } from '@platen/papi'

/** A log that others are derived from. */
export interface ServerLog extends Log {
  /** The log of a part, whose lines name it. */
  part(name: string): Log
}

/** Opens the log. @param level - `debug`, `info`, `warn`, `error` or `silent` */
export function openLog(level: string): ServerLog {
  const root = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: pino.stdSerializers.err } }, destination({ fd: 2, sync: true }))
  return { ...adapted(root), part: (name) => adapted(root.child({ part: name })) }
}

function adapted(logger: Logger): Log {
  return {
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  }
}
