/** Hex dumps of every tool that people have, as those tools print them. */
import { describe, expect, it } from 'vitest'
import { readHexDump } from './hex-dump.js'

/** A request of 38 octets, with characters beside it that look like hex. */
const words = (text: string) => Array.from(text, (character) => character.charCodeAt(0))
const message = Uint8Array.from([2, 0, 0, 0x0b, 0, 0, 0, 1, 1, 0x42, 0, 8, ...words('abcdef01'), 0, 14, ...words('deadbeef c0ffe'), 0x0a, 3])
const read = (text: string) => readHexDump(text).map((octets) => [...octets])

const dumps = {
  xxd: `00000000: 0200 000b 0000 0001 0142 0008 6162 6364  .........B..abcd
00000010: 6566 3031 000e 6465 6164 6265 6566 2063  ef01..deadbeef c
00000020: 3066 6665 0a03                           0ffe..
`,
  'xxd -g1 -u': `00000000: 02 00 00 0B 00 00 00 01 01 42 00 08 61 62 63 64  .........B..abcd
00000010: 65 66 30 31 00 0E 64 65 61 64 62 65 65 66 20 63  ef01..deadbeef c
00000020: 30 66 66 65 0A 03                                0ffe..
`,
  'xxd -g4': `00000000: 0200000b 00000001 01420008 61626364  .........B..abcd
00000010: 65663031 000e6465 61646265 65662063  ef01..deadbeef c
00000020: 30666665 0a03                        0ffe..
`,
  'xxd -p': '0200000b00000001014200086162636465663031000e6465616462656566\n20633066666\n50a03\n'.replace('66666\n5', '666665\n'),
  'xxd -i': `unsigned char message[] = {
  0x02, 0x00, 0x00, 0x0b, 0x00, 0x00, 0x00, 0x01, 0x01, 0x42, 0x00, 0x08,
  0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x30, 0x31, 0x00, 0x0e, 0x64, 0x65,
  0x61, 0x64, 0x62, 0x65, 0x65, 0x66, 0x20, 0x63, 0x30, 0x66, 0x66, 0x65,
  0x0a, 0x03
};
unsigned int message_len = 38;
`,
  'hexdump -C': `00000000  02 00 00 0b 00 00 00 01  01 42 00 08 61 62 63 64  |.........B..abcd|
00000010  65 66 30 31 00 0e 64 65  61 64 62 65 65 66 20 63  |ef01..deadbeef c|
00000020  30 66 66 65 0a 03                                 |0ffe..|
00000026
`,
  hexdump: `0000000 0002 0b00 0000 0100 4201 0800 6261 6463
0000010 6665 3130 0e00 6564 6461 6562 6665 6320
0000020 6630 6566 030a
0000026
`,
  od: `0000000 000002 005400 000000 000400 041001 004000 061141 062143
0000020 063145 030460 007000 062544 062141 062542 063145 061440
0000040 063060 062546 001412
0000046
`,
  'od -t x1': `0000000 02 00 00 0b 00 00 00 01 01 42 00 08 61 62 63 64
0000020 65 66 30 31 00 0e 64 65 61 64 62 65 65 66 20 63
0000040 30 66 66 65 0a 03
0000046
`,
  'od -A d -t x1z': `0000000 02 00 00 0b 00 00 00 01 01 42 00 08 61 62 63 64  >.........B..abcd<
0000016 65 66 30 31 00 0e 64 65 61 64 62 65 65 66 20 63  >ef01..deadbeef c<
0000032 30 66 66 65 0a 03                                >0ffe..<
0000038
`,
  'od -A n -t x1': ` 02 00 00 0b 00 00 00 01 01 42 00 08 61 62 63 64
 65 66 30 31 00 0e 64 65 61 64 62 65 65 66 20 63
 30 66 66 65 0a 03
`,
  'od -b': `0000000 002 000 000 013 000 000 000 001 001 102 000 010 141 142 143 144
0000020 145 146 060 061 000 016 144 145 141 144 142 145 145 146 040 143
0000040 060 146 146 145 012 003
0000046
`,
  'tcpdump -X': `12:00:00.000000 IP 127.0.0.1.50000 > 127.0.0.1.631: Flags [P.], length 38
	0x0000:  0200 000b 0000 0001 0142 0008 6162 6364  .........B..abcd
	0x0010:  6566 3031 000e 6465 6164 6265 6566 2063  ef01..deadbeef.c
	0x0020:  3066 6665 0a03                           0ffe..
`,
  'tshark -x': `0000  02 00 00 0b 00 00 00 01 01 42 00 08 61 62 63 64   .........B..abcd
0010  65 66 30 31 00 0e 64 65 61 64 62 65 65 66 20 63   ef01..deadbeef c
0020  30 66 66 65 0a 03                                 0ffe..
`,
  'an escaped string': String.raw`"\x02\x00\x00\x0b\x00\x00\x00\x01\x01\x42\x00\x08abcd`.replace('abcd', String.raw`\x61\x62\x63\x64\x65\x66\x30\x31\x00\x0e\x64\x65\x61\x64\x62\x65\x65\x66\x20\x63\x30\x66\x66\x65\x0a\x03"`),
  'digits with colons, lines of another system': '02:00:00:0b:00:00:00:01:01:42:00:08:61:62:63:64:65:66:30:31:00:0e:\r\n64:65:61:64:62:65:65:66:20:63:30:66:66:65:0a:03\r\n',
}

describe('readHexDump', () => {
  it.each(Object.entries(dumps))('reads %s', (_, text) => {
    expect(read(text)).toEqual([[...message]])
  })

  it('puts back the lines that * stands for', () => {
    const text = `00000000  01 01 00 00 00 00 00 01  00 00 00 00 00 00 00 00  |................|
00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
*
00000040  03                                                |.|
00000041
`
    expect(read(text)).toEqual([[1, 1, 0, 0, 0, 0, 0, 1, ...Array<number>(56).fill(0), 3]])
  })

  it('takes padding off that the length at the end does not count', () => {
    expect(read('0000000 0101 0300\n0000003\n')).toEqual([[1, 1, 0]])
  })

  it('begins at any offset', () => {
    expect(read('00000100: 0101 000b\n00000104: 03\n')).toEqual([[1, 1, 0, 0x0b, 3]])
  })

  it('tells dumps apart: each packet of a capture begins at 0', () => {
    expect(read('Frame (3 bytes):\n0000  01 02 03   ...\n\nFrame (18 bytes):\n0000  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f   ................\n0010  10 11   ..\n')).toEqual([[1, 2, 3], Array.from({ length: 18 }, (_, octet) => octet)])
  })

  it('leaves out what tshark puts together from frames that it shows as well', () => {
    expect(read('Frame (2 bytes):\n0000  01 02   ..\nReassembled TCP (2 bytes):\n0000  03 04   ..\nFrame (1 bytes):\n0000  05   .\n')).toEqual([[1, 2], [5]])
  })

  it('refuses blanks: there is nothing to read', () => {
    expect(() => readHexDump(' \n\n')).toThrow(expect.objectContaining({ code: 'truncated' }))
  })

  it.each([
    ['words', 'This is a letter.\n', 'line 1: this is neither an IPP message nor a hex dump'],
    ['half an octet', '01 01 0', 'line 1: this is neither'],
    ['a line that is none', '0101000b\nhello\n', 'line 2: this is neither'],
    ['an offset that nobody has the memory for', '00000000: 0101 000b\n*\nffffffff: 03\n', 'line 3: the offset ffffffff is beyond'],
    ['a line that is missing', '00000000: 0101 000b 0000 0001 0147 0012 6174 7472  .........G..attr\n00000030: 03  .\n', 'line 2: the offset 00000030 does not go on from 16 octets'],
  ])('refuses %s', (_, text, why) => {
    expect(() => readHexDump(text)).toThrow(expect.objectContaining({ code: 'bad-text', message: expect.stringContaining(why) as string }))
  })
})
