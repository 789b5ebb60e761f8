/** A message of everything that the format has. */

/** A field: its tag, name and value. */
function field(tag: number, name: string, value: readonly number[]): number[] {
  const letters = [...new TextEncoder().encode(name)]
  return [tag, letters.length >> 8, letters.length & 0xff, ...letters, value.length >> 8, value.length & 0xff, ...value]
}
const member = (name: string) => field(0x4a, '', [...new TextEncoder().encode(name)])
const words = (text: string) => [...new TextEncoder().encode(text)]

/** Every syntax, some of them with octets that do not fit it, repeated and empty groups, collections in collections. */
export const everything: Uint8Array = Uint8Array.from([
  2, 2, 0, 0x0b, 0, 0, 0, 7,
  1, ...field(0x47, 'attributes-charset', words('utf-8')), ...field(0x48, 'attributes-natural-language', words('en')), ...field(0x45, 'printer-uri', words('ipp://print.example/ipp')),
  1,
  2, ...field(0x21, 'job-id', [0, 0, 1, 44]), ...field(0x22, 'flag', [1]), ...field(0x23, 'printer-state', [0, 0, 0, 3]), ...field(0x30, 'octets', [0, 255, 128]),
  ...field(0x31, 'date', [7, 0xea, 11, 21, 8, 30, 0, 0, 0x2b, 1, 0]), ...field(0x32, 'resolution', [0, 0, 2, 88, 0, 0, 1, 44, 3]), ...field(0x33, 'range', [0, 0, 0, 1, 0, 0, 0, 9]),
  ...field(0x35, 'text', [0, 2, ...words('de'), 0, 6, ...words('Grüß')]), ...field(0x36, 'name', [0, 2, ...words('fr'), 0, 4, ...words('thé')]), ...field(0x41, 'größe', words('Größe')),
  ...field(0x42, 'latin', [0x47, 0xf6]), ...field(0x44, 'sides-supported', words('one-sided')), ...field(0x44, '', words('two-sided-long-edge')), ...field(0x42, '', words('own')),
  ...field(0x46, 'scheme', words('ipps')), ...field(0x49, 'type', words('application/pdf')), ...field(0x7f, 'extension', [0x40, 0, 0, 1, 9]), ...field(0xe0, 'vendor', [1, 2, 3]),
  ...field(0x10, 'unsupported', []), ...field(0x12, 'unknown', []), ...field(0x13, 'no-value', []), ...field(0x17, 'admin-define', []), ...field(0x13, 'odd-no-value', [1]), ...field(0x21, 'odd', [1, 2]),
  ...field(0x34, 'media-col-default', []),
  ...member('media-size'), ...field(0x34, '', []), ...member('x-dimension'), ...field(0x21, '', [0, 0, 0x52, 8]), ...member('deeper'), ...field(0x34, '', []), ...field(0x37, '', []), ...field(0x37, '', []),
  ...member('job-id'), ...field(0x21, '', [0, 0, 0, 1]), ...field(0x33, '', [0, 0, 0, 1, 0, 0, 0, 2]),
  ...field(0x37, '', []),
  ...field(0x34, '', []), ...field(0x37, '', []),
  0x0b,
  5,
  3,
])
