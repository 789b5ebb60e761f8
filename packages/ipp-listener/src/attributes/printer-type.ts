/** `printer-type`: CUPS's bits, PAPI's printer types (cups.h and papi.h name them). */
import type { Printer } from '@platen/papi'

const bits = { class: 0x1, blackAndWhite: 0x4, color: 0x8, duplex: 0x10, copies: 0x40, collate: 0x80, small: 0x1000, medium: 0x2000, large: 0x4000, default: 0x2_0000, rejecting: 0x8_0000 } as const

/** Hundredths of millimetres: up to A4 and legal is small, up to A3 and tabloid medium, larger large. */
const smallUpTo = 35_600
const mediumUpTo = 43_200

/** The bits that are true of a printer. */
export function printerType({ capabilities, isAcceptingJobs, members }: Printer, isDefault: boolean): number {
  const lengths = (capabilities.get('media-size-supported')?.values ?? []).flatMap((value) => (value.kind === 'collection' ? [value.members.integer('y-dimension') ?? 0] : []))
  const copies = capabilities.value('copies-supported')
  let type = members === undefined ? 0 : bits.class
  if (capabilities.strings('print-color-mode-supported').includes('monochrome') || capabilities.boolean('color-supported') !== true) type |= bits.blackAndWhite
  if (capabilities.boolean('color-supported') === true) type |= bits.color
  if (capabilities.strings('sides-supported').length > 1) type |= bits.duplex
  if (copies?.kind === 'range' && copies.upper > 1) type |= bits.copies | bits.collate
  if (lengths.some((length) => length <= smallUpTo)) type |= bits.small
  if (lengths.some((length) => length > smallUpTo && length <= mediumUpTo)) type |= bits.medium
  if (lengths.some((length) => length > mediumUpTo)) type |= bits.large
  if (isDefault) type |= bits.default
  if (!isAcceptingJobs) type |= bits.rejecting
  return type
}
