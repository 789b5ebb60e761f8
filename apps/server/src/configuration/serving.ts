/** How requests are served: for the whole server and, where it says so, at places of it. */
import type { Conformance, LocationSettings, OperationSwitches } from '@platen/ipp-listener'
import { operationCode } from './operation-names.js'

/** Settings of the whole server, and of a place. What a place does not say is as for the whole server. */
export interface ServingConfiguration {
  /** How strictly the form of requests is checked: `automatic` (default), `1.0` or `1.1`. */
  readonly conformance?: Conformance | undefined
  /** Which operations are served: `enable` or `disable` by name, for `required` ones, for `all`; the more special counts. Default: all. */
  readonly operations?: Readonly<Record<string, 'enable' | 'disable'>> | undefined
  /** The user of a request that names none. Default `anonymous`. */
  readonly 'default-user'?: string | undefined
  /** The queue of a request that names neither printer nor job. Default: such requests are refused. */
  readonly 'default-service'?: string | undefined
}

/** Words that stand for several operations. */
export const operationClasses: ReadonlySet<string> = new Set(['all', 'required'])

/** The settings as the listener takes them. Names of operations were checked when the configuration was read. */
export function locationSettings({ conformance, operations, 'default-user': defaultUser, 'default-service': defaultService }: ServingConfiguration): LocationSettings {
  return {
    ...(conformance === undefined ? {} : { conformance }),
    ...(operations === undefined ? {} : { operations: switches(operations) }),
    ...(defaultUser === undefined ? {} : { defaultUser }),
    ...(defaultService === undefined ? {} : { defaultService }),
  }
}

function switches({ all, required, ...others }: Readonly<Record<string, 'enable' | 'disable'>>): OperationSwitches {
  const named = Object.entries(others).flatMap(([name, set]): [number, boolean][] => {
    const code = operationCode(name)
    return code === undefined ? [] : [[code, set === 'enable']]
  })
  return {
    ...(all === undefined ? {} : { all: all === 'enable' }),
    ...(required === undefined ? {} : { required: required === 'enable' }),
    named: new Map(named),
  }
}
