/** Identify-Printer: makes a printer noticed by people near it (PWG 5100.13). */
import { Attributes, attributeOf, GroupTag, keyword, Operation, StatusCode, type AttributeGroup } from '@platen/ipp-core'
import { identifyActions, type IdentifyAction } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

/** As long as text may be that a printer must be able to show. */
const longestMessage = 127

export const identifyPrinter: OperationHandler = {
  code: Operation.IdentifyPrinter,
  target: 'printer',
  offeredBy: (service) => service.printerIdentify !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    const asked = operation.strings('identify-actions')
    const done = asked.filter(isAction)
    const ignored = asked.filter((action) => !isAction(action))
    const actions = done.length === 0 ? [identifyActions[0]] : done
    await verb(service, 'printerIdentify')(call, printer, actions, (operation.string('message') ?? '').slice(0, longestMessage))
    // What it cannot do is told, and what it can is done: the person at the printer waits for any sign.
    return ignored.length === 0 ? {} : { status: StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, groups: [unsupportedActions(ignored)] }
  },
}

const isAction = (action: string): action is IdentifyAction => identifyActions.some((one) => one === action)

function unsupportedActions(actions: readonly string[]): AttributeGroup {
  return { tag: GroupTag.unsupported, attributes: Attributes.of(attributeOf('identify-actions', actions.map(keyword))) }
}
