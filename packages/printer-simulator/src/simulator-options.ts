/** How a simulated printer is. */
import type { Answer } from './connection.js'
import type { Fault } from './faults.js'
import type { SpokenLanguage } from './job-session.js'
import type { ConditionName } from './model/condition-table.js'
import type { Equipment } from './model/equipment.js'
import type { ReceivedJob } from './received-job.js'
import type { ScriptStep } from './script.js'
import type { SnmpUser } from './snmp/users.js'

/** How a simulated printer is. */
export interface SimulatorOptions {
  /** The address to listen on. Default `127.0.0.1`. */
  readonly host?: string
  /** The TCP port for jobs. Default 0: a free one. */
  readonly port?: number
  /** The UDP port for AppSocket status, 0 for a free one. Default: none. */
  readonly statusPort?: number
  /** The UDP port for SNMP, 0 for a free one. Default: none. */
  readonly snmpPort?: number
  /** The community that SNMP v1 and v2c answer. Default `public`; with `snmpUsers` none, so that version 3 alone is answered. */
  readonly snmpCommunity?: string
  /** The users that SNMPv3 answers. Default: none. */
  readonly snmpUsers?: readonly SnmpUser[]
  /** The TCP port for control over HTTP, 0 for a free one. Default: none. */
  readonly controlPort?: number
  /** The languages it answers in on the back channel. Default: none; what it is told in them is understood all the same. */
  readonly speaks?: readonly SpokenLanguage[]
  /** What it is called and made of. */
  readonly equipment?: Equipment
  /** Conditions it is in from its start. Default: none. */
  readonly conditions?: readonly ConditionName[]
  /** `octets` keeps every job whole; `digest` keeps only size and SHA-256, for huge jobs. Default `octets`. */
  readonly keep?: 'octets' | 'digest'
  /** A folder that is there, to write each job to as `job-N.prn`. Default: none. */
  readonly output?: string
  /** What it says on the back channel, apart from what its languages say. Default: nothing. */
  readonly answers?: readonly Answer[]
  /** Time from the end of a job's data to the printer's close, milliseconds. Default 0. */
  readonly printMilliseconds?: number
  /** Time for each page, milliseconds; no data is taken meanwhile. Default 0. */
  readonly pageMilliseconds?: number
  /** Every job that has data counts as so many pages, whatever is in it. Default: pages are counted. */
  readonly pagesPerJob?: number
  /** How long a second of PJL's `USTATUS TIMED` is, milliseconds: shorter for tests that cannot wait. Default 1000. */
  readonly secondMilliseconds?: number
  /** What it does wrong. Default: nothing. */
  readonly faults?: readonly Fault[]
  /** What happens to it, and when. Default: nothing. */
  readonly script?: readonly ScriptStep[]
  /** Called when a job's data has ended. */
  readonly onJob?: (job: ReceivedJob) => void
  /** Called when a connection has been taken. */
  readonly onConnection?: (job: ReceivedJob) => void
}
