/** Settings that people choose together, by a name (PWG 5100.13: `job-presets-supported`). */
import { Attributes, attribute, attributeOf, collection, keyword, name } from '@platen/ipp-core'

/** A preset. */
export interface JobPreset {
  /** Its name: a keyword if it can be one, `draft-duplex`. */
  readonly name: string
  /** Job Template attributes. */
  readonly attributes: Attributes
}

const isKeyword = /^[a-z][a-z0-9._-]*$/

/** The attribute that says presets; none if there are none. */
export function describePresets(presets: readonly JobPreset[]): Attributes {
  const values = presets.map((one) => collection(new Attributes([attribute('preset-name', isKeyword.test(one.name) ? keyword(one.name) : name(one.name)), ...one.attributes])))
  return Attributes.of(attributeOf('job-presets-supported', values))
}

/** The presets that a printer's capabilities say. */
export function presetsOf(capabilities: Attributes): readonly JobPreset[] {
  return (capabilities.get('job-presets-supported')?.values ?? []).flatMap((value) =>
    value.kind === 'collection' ? [{ name: value.members.string('preset-name') ?? '', attributes: value.members.filter((one) => one.name !== 'preset-name' && one.name !== 'preset-category') }] : [],
  )
}
