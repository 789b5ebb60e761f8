/**
 * Descriptions of printers, kept between requests. What a printer is changes seldom, and to write a hundred attributes
 * anew for every poll costs more than all the rest of Get-Printer-Attributes; so its lasting part is kept as attributes
 * and, for each choice of attributes that clients repeat, as octets. State, counts and times are never kept.
 */
import { Attributes, encode, GroupTag, type AttributeGroup, type Operation } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { printerFor } from './format-capabilities.js'
import { printerAttributes, type PrinterContext } from './attributes/printer.js'
import { statusAttributes } from './attributes/printer-status.js'
import { select, type RequestedAttributes } from './requested-attributes.js'

/** A group whose last attributes are octets already. */
export interface EncodedGroup extends AttributeGroup {
  /** Attributes that follow those of the list, as encoded. */
  readonly encoded?: Uint8Array
}

/** What a description depends on besides the printer. */
export interface DescriptionContext extends PrinterContext {
  readonly isDefault: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Descriptions kept, one for each printer as seen under each authority. */
const mostDescriptions = 256
/** Choices of attributes kept of each. */
const mostChoices = 16
/** Characters in a choice that is worth keeping; clients name up to fifty attributes. */
const longestChoice = 4096

/** The fields of a printer that its description shows. */
const lasting = ['name', 'info', 'location', 'makeAndModel', 'uuid', 'deviceUri', 'formats', 'defaultFormat', 'members', 'multipleDocuments', 'multipleOperationTimeOut', 'capabilities', 'formatExceptions', 'messageFromOperator', 'configChangedAt', 'deviceFacts', 'options'] as const satisfies readonly (keyof Printer)[]

interface Description {
  readonly printer: Printer
  readonly operations: readonly Operation[]
  readonly id: number | undefined
  readonly attributes: Attributes
  readonly choices: Map<string, Choice>
}

/** What some client asks for, as octets. */
interface Choice {
  readonly lasting: Uint8Array
  /** With the status as it was, and what that was: within a tenth of a second, the finest that is told, it often still is. */
  whole: { readonly status: string; readonly encoded: Uint8Array } | undefined
}

/** Describes printers; one for each listener. */
export class PrinterDescriptions {
  readonly #kept = new Map<string, Description>()

  /** Every attribute of a printer, as of now. */
  describe(printer: Printer, context: DescriptionContext): Attributes {
    const { attributes } = this.#description(printer, context)
    return new Attributes([...status(printer, context), ...attributes])
  }

  /**
   * The attributes that were asked for, ready to be sent.
   *
   * @param format - what is asked about documents of that format; `undefined` for documents of any
   * @param requestedBy - makes the choice, if it is not known
   * @param choice - what it is made of: the same words mean the same choice
   */
  group(printer: Printer, context: DescriptionContext, format: string | undefined, requestedBy: () => RequestedAttributes, choice: string): EncodedGroup {
    const { attributes, choices } = this.#description(printer, context, format)
    const told = statusKey(printer, context)
    const known = choices.get(choice)
    if (known?.whole?.status === told) return { tag: GroupTag.printer, attributes: none, encoded: known.whole.encoded }
    const requested = requestedBy()
    const kept: Choice = known ?? { lasting: encodedAttributes(select(attributes, requested)), whole: undefined }
    if (known === undefined && choice.length <= longestChoice) keep(choices, choice, kept, mostChoices)
    kept.whole = { status: told, encoded: joined(encodedAttributes(select(status(printer, context), requested)), kept.lasting) }
    return { tag: GroupTag.printer, attributes: none, encoded: kept.whole.encoded }
  }

  #description(printer: Printer, context: DescriptionContext, format?: string): Description {
    const exceptional = format !== undefined && printer.formatExceptions?.has(format) === true
    const key = `${printer.name} ${context.uris.key} ${exceptional ? format : ''}`
    const kept = this.#kept.get(key)
    if (kept !== undefined && kept.operations === context.operations && kept.id === context.id && lasting.every((field) => kept.printer[field] === printer[field])) return kept
    const made: Description = { printer, operations: context.operations, id: context.id, attributes: printerAttributes(exceptional ? printerFor(printer, format) : printer, context), choices: new Map() }
    keep(this.#kept, key, made, mostDescriptions)
    return made
  }
}

const none = new Attributes()

/** All that the status is made of: where this is the same, every octet of it is. */
function statusKey({ state, stateReasons, stateMessage, isAcceptingJobs, queuedJobCount, stateChangedAt, configChangedAt }: Printer, { isDefault, now }: DescriptionContext): string {
  return `${state} ${stateReasons.join()} ${isAcceptingJobs ? 1 : 0} ${queuedJobCount} ${stateChangedAt} ${configChangedAt} ${isDefault ? 1 : 0} ${Math.floor(now / 100)} ${stateMessage}`
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** The status, but for what the printer's own capabilities say in its place. */
const status = (printer: Printer, { isDefault, now }: DescriptionContext): Attributes => statusAttributes(printer, isDefault, now).filter((one) => !printer.capabilities.has(one.name))

/** Attributes as they stand in a message: between its eight octets of head with the group's tag, and the tag that ends it. */
function encodedAttributes(attributes: Attributes): Uint8Array {
  const message = encode({ version: { major: 2, minor: 0 }, code: 0, requestId: 1, groups: [{ tag: GroupTag.printer, attributes }] })
  return message.subarray(9, -1)
}

/** Puts an entry at the end, and lets the oldest go if there are too many. */
function keep<T>(kept: Map<string, T>, key: string, entry: T, most: number): void {
  kept.delete(key)
  kept.set(key, entry)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(oldest)
  }
}
