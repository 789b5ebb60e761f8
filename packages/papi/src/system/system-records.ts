/** What holds of the queues: what the configuration declares, what was added at run time, and what was changed. */
import { Attributes } from '@platen/ipp-core'
import { attributesFromJson, attributesToJson } from '../attributes-json.js'
import type { QueueDefinition } from '../module.js'
import { PapiError } from '../status.js'
import type { QueueChanges, QueueRequest, SystemChanges } from './print-system.js'
import { isDeletion, settingOf, withSettings } from './queue-settings.js'
import { readState, without, withIds, type KeptChange, type SystemKeeper, type SystemState } from './system-state.js'

/** What records are made of. */
export interface SystemRecordsSetup {
  readonly keeper: SystemKeeper
  /** The queues of the configuration, in its order. */
  readonly declared: readonly QueueDefinition[]
  /** The default printer that the configuration names. */
  readonly declaredDefault?: string | undefined
  /** The definition of a queue added at run time, before its settings. @throws PapiError if it is not right */
  readonly define: (queue: { readonly name: string; readonly device: string }) => QueueDefinition
  /** Milliseconds since 1970. */
  readonly clock?: () => number
}

/** The records. Each change is kept before it holds. */
export class SystemRecords {
  readonly #setup: SystemRecordsSetup
  readonly #declared: ReadonlyMap<string, QueueDefinition>
  readonly #now: () => number
  #state: SystemState

  private constructor(setup: SystemRecordsSetup) {
    this.#setup = setup
    this.#now = setup.clock ?? Date.now
    this.#declared = new Map(setup.declared.map((one) => [one.name, one]))
    this.#state = readState(setup.keeper.load(), this.#now())
  }

  /** Loads what was kept. @throws PapiError if it was kept by a newer version */
  static async open(setup: SystemRecordsSetup): Promise<SystemRecords> {
    const records = new SystemRecords(setup)
    const state = withIds(records.#state, [...records.#declared.keys(), ...records.added])
    if (state !== records.#state) await records.#keep(state)
    return records
  }

  get state(): SystemState {
    return this.#state
  }

  /** Names of the queues added at run time. One that the configuration declares as well is not among them: the configuration wins. */
  get added(): readonly string[] {
    return this.#state.queues.map((one) => one.name).filter((name) => !this.#declared.has(name))
  }

  /** Names of queues that were added at run time and that the configuration declares now. */
  get shadowed(): readonly string[] {
    return this.#state.queues.map((one) => one.name).filter((name) => this.#declared.has(name))
  }

  isDeclared(name: string): boolean {
    return this.#declared.has(name)
  }

  /** The default printer, if one was chosen or declared. */
  get defaultPrinter(): string | undefined {
    const { defaultPrinter } = this.#state
    const declared = this.#setup.declaredDefault
    return defaultPrinter !== undefined && defaultPrinter.was === jsonOf(declared) ? (JSON.parse(defaultPrinter.is) as string) : declared
  }

  /** A queue as it is to be. @throws PapiError `not-found`, or what defining it throws */
  definition(name: string): QueueDefinition {
    const declared = this.#declared.get(name)
    return declared === undefined ? this.#definitionOfAdded(name) : withSettings(declared, this.#changesOf(declared))
  }

  #definitionOfAdded(name: string): QueueDefinition {
    const kept = this.#state.queues.find((one) => one.name === name)
    if (kept === undefined) throw new PapiError('not-found', `there is no printer "${name}" here`)
    return withSettings(this.#setup.define(kept), attributesFromJson(kept.settings))
  }

  /** The changes that hold: those of what the configuration still says. */
  #changesOf(declared: QueueDefinition): Attributes {
    const holding = Object.entries(this.#state.changes[declared.name] ?? {}).filter(([name, { was }]) => was === settingJson(declared, name))
    return new Attributes(holding.flatMap(([, { is }]) => [...attributesFromJson(is)]))
  }

  /** A queue with a request's device and settings. @throws PapiError as defining it does */
  defined({ name, device, settings }: QueueRequest): QueueDefinition {
    return withSettings(this.#setup.define({ name, device }), settings)
  }

  async add({ name, device, settings }: QueueRequest): Promise<void> {
    const others = this.#state.queues.filter((one) => one.name !== name)
    await this.#change(withIds({ ...this.#state, queues: [...others, { name, device, settings: attributesToJson(settings) }] }, [name]))
  }

  async remove(name: string): Promise<void> {
    const { defaultPrinter, ...state } = this.#state
    const kept = defaultPrinter === undefined || defaultPrinter.is === jsonOf(name) ? {} : { defaultPrinter }
    await this.#change({ ...state, ...kept, ids: without(state.ids, name), queues: state.queues.filter((one) => one.name !== name), changes: without(state.changes, name) })
  }

  /** What would hold after changes. @returns the definition, and what keeps the changes */
  changed(name: string, { device, settings }: QueueChanges): { readonly definition: QueueDefinition; readonly keep: () => Promise<void> } {
    const declared = this.#declared.get(name)
    const next = declared === undefined ? this.#withAddedChanged(name, device, settings) : this.#withDeclaredChanged(declared, settings)
    const now = this.#state
    this.#state = next
    try {
      return { definition: this.definition(name), keep: () => this.#change(next) }
    } finally {
      this.#state = now
    }
  }

  #withAddedChanged(name: string, device: string | undefined, settings: Attributes): SystemState {
    const queues = this.#state.queues.map((kept) => {
      if (kept.name !== name) return kept
      const changed = attributesFromJson(kept.settings)
      for (const one of settings) {
        if (isDeletion(one)) changed.delete(one.name)
        else changed.put(one)
      }
      return { ...kept, device: device ?? kept.device, settings: attributesToJson(changed) }
    })
    return { ...this.#state, queues }
  }

  #withDeclaredChanged(declared: QueueDefinition, settings: Attributes): SystemState {
    let changes: Readonly<Record<string, KeptChange>> = this.#state.changes[declared.name] ?? {}
    for (const one of settings) {
      changes = isDeletion(one) ? without(changes, one.name) : { ...changes, [one.name]: { was: settingJson(declared, one.name), is: attributesToJson(new Attributes([one])) } }
    }
    return { ...this.#state, changes: { ...this.#state.changes, [declared.name]: changes } }
  }

  async setDefault(name: string): Promise<void> {
    await this.#change({ ...this.#state, defaultPrinter: { was: jsonOf(this.#setup.declaredDefault), is: JSON.stringify(name) } })
  }

  async changeSystem(changes: SystemChanges): Promise<void> {
    await this.#change({ ...this.#state, system: { ...this.#state.system, ...changes } })
  }

  async #change(state: SystemState): Promise<void> {
    await this.#keep({ ...state, configChangedAt: this.#now(), configChanges: this.#state.configChanges + 1 })
  }

  async #keep(state: SystemState): Promise<void> {
    await this.#setup.keeper.save(state)
    this.#state = state
  }
}

const jsonOf = (value: string | undefined): string | null => (value === undefined ? null : JSON.stringify(value))

function settingJson(definition: QueueDefinition, name: string): string | null {
  const setting = settingOf(definition, name)
  return setting === undefined ? null : attributesToJson(new Attributes([setting]))
}
