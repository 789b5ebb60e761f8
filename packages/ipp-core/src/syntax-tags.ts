/** Value tags by name: the other way round than `syntaxName`. */
import { OutOfBandTag, ValueTag } from './tags.js'

/**
 * The tag of a name as `syntaxName` gives it: `keyword`, `no-value`, `0x3f`; and `collection` for begCollection.
 *
 * @returns undefined if it is no name of a tag from 0x10 to 0xff
 */
export function syntaxTag(name: string): number | undefined {
  if (name === 'collection') return ValueTag.begCollection
  if (/^0x[0-9a-f]{2}$/.test(name)) {
    const tag = Number(name)
    return tag >= 0x10 ? tag : undefined
  }
  const outOfBand = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  if (Object.hasOwn(ValueTag, name)) return ValueTag[name as keyof typeof ValueTag]
  return name === name.toLowerCase() && Object.hasOwn(OutOfBandTag, outOfBand) ? OutOfBandTag[outOfBand as keyof typeof OutOfBandTag] : undefined
}
