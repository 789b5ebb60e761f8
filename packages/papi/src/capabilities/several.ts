/** Attributes of as many values as there happen to be. */
import { attribute, type Attribute, type Value } from '@platen/ipp-core'

/** An attribute of several values; left out if there are none. */
export function several(name: string, values: readonly Value[]): Attribute | undefined {
  const [first, ...more] = values
  return first === undefined ? undefined : attribute(name, first, ...more)
}
