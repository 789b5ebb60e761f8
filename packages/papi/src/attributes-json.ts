/** Attributes as JSON, with their value tags: what was kept comes back the same. */
import { Attributes, type Attribute, type Value } from '@platen/ipp-core'

/** Attributes as they are kept. */
export function attributesToJson(attributes: Attributes): string {
  return JSON.stringify(listOf(attributes))
}

/** Attributes that were kept. Only for what {@link attributesToJson} wrote. */
export function attributesFromJson(json: string): Attributes {
  return attributesOf(JSON.parse(json) as readonly StoredAttribute[])
}

/** `[name, values]`; collections nest, octets are base64. */
type StoredAttribute = readonly [string, readonly StoredValue[]]
type StoredValue = { readonly kind: 'collection'; readonly tag: number; readonly members: readonly StoredAttribute[] } | { readonly kind: string; readonly tag: number; readonly base64?: string }

const listOf = (attributes: Attributes): StoredAttribute[] => [...attributes].map((one) => [one.name, one.values.map(stored)])
const attributesOf = (list: readonly StoredAttribute[]): Attributes => new Attributes(list.map(([name, values]): Attribute => ({ name, values: values.map(restored) })))

function stored(value: Value): StoredValue {
  if (value.kind === 'collection') return { kind: 'collection', tag: value.tag, members: listOf(value.members) }
  if (value.kind === 'octets') return { kind: value.kind, tag: value.tag, base64: Buffer.from(value.value).toString('base64') }
  if (value.kind === 'string' && value.octets !== undefined) {
    const { octets, ...rest } = value
    return { ...rest, base64: Buffer.from(octets).toString('base64') }
  }
  return value
}

function restored(value: StoredValue): Value {
  if ('members' in value) return { kind: 'collection', tag: value.tag, members: attributesOf(value.members) } as Value
  const { base64, ...rest } = value
  if (base64 === undefined) return rest as Value
  const octets = new Uint8Array(Buffer.from(base64, 'base64'))
  return (rest.kind === 'octets' ? { ...rest, value: octets } : { ...rest, octets }) as Value
}
