/** What a printer says of the jobs it takes, lists and changes: from the same tables that the operations check with. */
import { Attributes, attribute, attributeOf, boolean, keyword, type Attribute } from '@platen/ipp-core'
import { whichJobs, type Printer } from '@platen/papi'
import { documentCreationAttributes, jobCreationAttributes, jobSettableAttributes } from './job-template.js'

/**
 * The attributes.
 *
 * @param canSet - whether Set-Job-Attributes is offered
 */
export function jobAbilities({ capabilities }: Printer, canSet: boolean): Attributes {
  return Attributes.of(
    keywords('which-jobs-supported', whichJobs),
    attribute('job-ids-supported', boolean(true)),
    keywords('job-creation-attributes-supported', jobCreationAttributes(capabilities)),
    canSet ? keywords('job-settable-attributes-supported', jobSettableAttributes(capabilities)) : undefined,
    keywords('document-creation-attributes-supported', documentCreationAttributes),
  )
}

const keywords = (name: string, words: readonly string[]): Attribute | undefined => attributeOf(name, words.map(keyword))
