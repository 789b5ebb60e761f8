/** Whole messages of the kinds that RFC 8010 appendix A shows, written by hand octet by octet. */
import { describe, expect, it } from 'vitest'
import { wire } from '../test/wire.js'
import { Attributes, attribute, type Attribute } from './attributes.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import type { AttributeGroup, Message } from './message.js'
import { Operation } from './operations.js'
import { StatusCode } from './status-codes.js'
import { GroupTag } from './tags.js'
import { boolean, charset, collection, enumeration, integer, keyword, mimeMediaType, name, naturalLanguage, range, text, unsupported, uri } from './value.js'

const group = (tag: number, ...attributes: readonly Attribute[]): AttributeGroup => ({ tag, attributes: Attributes.of(...attributes) })
const head = [attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en'))]
const headOctets = wire`
  01                                                  ; operation-attributes-tag
  47 00 12 'attributes-charset' 00 05 'utf-8'         ; charset
  48 00 1b 'attributes-natural-language' 00 02 'en'   ; naturalLanguage`
const printerUri = attribute('printer-uri', uri('ipp://print.example/printers/office'))
const printerUriOctets = wire`45 00 0b 'printer-uri' 00 23 'ipp://print.example/printers/office'`
const version = { major: 2, minor: 0 }

const examples: readonly { kind: string; octets: Uint8Array; message: Message }[] = [
  {
    kind: 'A.1 Print-Job request',
    octets: wire`
      02 00           ; version-number
      00 02           ; operation-id: Print-Job
      00 00 00 01     ; request-id
      ${headOctets} ${printerUriOctets}
      42 00 08 'job-name' 00 07 'minutes'
      22 00 16 'ipp-attribute-fidelity' 00 01 01
      49 00 0f 'document-format' 00 0f 'application/pdf'
      02              ; job-attributes-tag
      21 00 06 'copies' 00 04 00 00 00 14
      44 00 05 'sides' 00 13 'two-sided-long-edge'
      33 00 0b 'page-ranges' 00 08 00 00 00 01 00 00 00 04
      33 00 00 00 08 00 00 00 07 00 00 00 07
      03`,
    message: {
      version,
      code: Operation.PrintJob,
      requestId: 1,
      groups: [
        group(
          GroupTag.operation, ...head, printerUri, attribute('job-name', name('minutes')), attribute('ipp-attribute-fidelity', boolean(true)),
          attribute('document-format', mimeMediaType('application/pdf')),
        ),
        group(GroupTag.job, attribute('copies', integer(20)), attribute('sides', keyword('two-sided-long-edge')), attribute('page-ranges', range(1, 4), range(7, 7))),
      ],
    },
  },
  {
    kind: 'A.2 Print-Job response, successful',
    octets: wire`
      02 00 00 00 00 00 00 01 ${headOctets}
      41 00 0e 'status-message' 00 0d 'successful-ok'
      02
      21 00 06 'job-id' 00 04 00 00 00 93
      45 00 07 'job-uri' 00 27 'ipp://print.example/printers/office/147'
      23 00 09 'job-state' 00 04 00 00 00 03
      03`,
    message: {
      version,
      code: StatusCode.SuccessfulOk,
      requestId: 1,
      groups: [
        group(GroupTag.operation, ...head, attribute('status-message', text('successful-ok'))),
        group(GroupTag.job, attribute('job-id', integer(147)), attribute('job-uri', uri('ipp://print.example/printers/office/147')), attribute('job-state', enumeration(3))),
      ],
    },
  },
  {
    kind: 'A.3 Print-Job response, failed: attributes it does not support',
    octets: wire`
      02 00 04 0b 00 00 00 01 ${headOctets}
      41 00 0e 'status-message' 00 2f 'client-error-attributes-or-values-not-supported'
      05              ; unsupported-attributes-tag
      21 00 06 'copies' 00 04 00 00 00 14
      10 00 05 'sides' 00 00
      03`,
    message: {
      version,
      code: StatusCode.ClientErrorAttributesOrValuesNotSupported,
      requestId: 1,
      groups: [
        group(GroupTag.operation, ...head, attribute('status-message', text('client-error-attributes-or-values-not-supported'))),
        group(GroupTag.unsupported, attribute('copies', integer(20)), attribute('sides', unsupported)),
      ],
    },
  },
  {
    kind: 'A.4 Print-Job response, successful with attributes ignored',
    octets: wire`
      02 00 00 01 00 00 00 01 ${headOctets}
      41 00 0e 'status-message' 00 2f 'successful-ok-ignored-or-substituted-attributes'
      05
      21 00 06 'copies' 00 04 00 00 00 14
      10 00 05 'sides' 00 00
      02
      21 00 06 'job-id' 00 04 00 00 00 93
      23 00 09 'job-state' 00 04 00 00 00 03
      03`,
    message: {
      version,
      code: StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes,
      requestId: 1,
      groups: [
        group(GroupTag.operation, ...head, attribute('status-message', text('successful-ok-ignored-or-substituted-attributes'))),
        group(GroupTag.unsupported, attribute('copies', integer(20)), attribute('sides', unsupported)),
        group(GroupTag.job, attribute('job-id', integer(147)), attribute('job-state', enumeration(3))),
      ],
    },
  },
  {
    kind: 'A.5 Print-URI request',
    octets: wire`
      02 00 00 03 00 00 00 01 ${headOctets} ${printerUriOctets}
      45 00 0c 'document-uri' 00 1b 'https://files.example/a.pdf'
      42 00 08 'job-name' 00 07 'minutes'
      02
      21 00 06 'copies' 00 04 00 00 00 01
      03`,
    message: {
      version,
      code: Operation.PrintURI,
      requestId: 1,
      groups: [
        group(GroupTag.operation, ...head, printerUri, attribute('document-uri', uri('https://files.example/a.pdf')), attribute('job-name', name('minutes'))),
        group(GroupTag.job, attribute('copies', integer(1))),
      ],
    },
  },
  {
    kind: 'A.6 Create-Job request without a job group',
    octets: wire`02 00 00 05 00 00 00 01 ${headOctets} ${printerUriOctets} 03`,
    message: { version, code: Operation.CreateJob, requestId: 1, groups: [group(GroupTag.operation, ...head, printerUri)] },
  },
  {
    kind: 'A.7 Create-Job request with collection attributes',
    octets: wire`
      02 00 00 05 00 00 00 02 ${headOctets} ${printerUriOctets}
      02
      34 00 09 'media-col' 00 00                      ; begCollection
        4a 00 00 00 0a 'media-size'                   ; memberAttrName
        34 00 00 00 00
          4a 00 00 00 0b 'x-dimension' 21 00 00 00 04 00 00 52 08
          4a 00 00 00 0b 'y-dimension' 21 00 00 00 04 00 00 74 04
        37 00 00 00 00                                ; endCollection
        4a 00 00 00 0a 'media-type' 44 00 00 00 0a 'stationery'
      37 00 00 00 00
      03`,
    message: {
      version,
      code: Operation.CreateJob,
      requestId: 2,
      groups: [
        group(GroupTag.operation, ...head, printerUri),
        group(
          GroupTag.job,
          attribute(
            'media-col',
            collection(
              Attributes.of(
                attribute('media-size', collection(Attributes.of(attribute('x-dimension', integer(21_000)), attribute('y-dimension', integer(29_700))))),
                attribute('media-type', keyword('stationery')),
              ),
            ),
          ),
        ),
      ],
    },
  },
  {
    kind: 'A.8 Get-Jobs request',
    octets: wire`
      02 00 00 0a 00 00 00 7b ${headOctets} ${printerUriOctets}
      21 00 05 'limit' 00 04 00 00 00 32
      44 00 14 'requested-attributes' 00 06 'job-id' 44 00 00 00 08 'job-name' 44 00 00 00 0f 'document-format'
      03`,
    message: {
      version,
      code: Operation.GetJobs,
      requestId: 123,
      groups: [
        group(
          GroupTag.operation, ...head, printerUri, attribute('limit', integer(50)),
          attribute('requested-attributes', keyword('job-id'), keyword('job-name'), keyword('document-format')),
        ),
      ],
    },
  },
  {
    kind: 'A.9 Get-Jobs response: a group for each job, one of them empty',
    octets: wire`
      02 00 00 00 00 00 00 7b ${headOctets}
      02 21 00 06 'job-id' 00 04 00 00 00 93 36 00 08 'job-name' 00 0a 00 02 'fr' 00 04 'thé'
      02
      02 21 00 06 'job-id' 00 04 00 00 00 94 12 00 08 'job-name' 00 00
      03`,
    message: {
      version,
      code: StatusCode.SuccessfulOk,
      requestId: 123,
      groups: [
        group(GroupTag.operation, ...head),
        group(GroupTag.job, attribute('job-id', integer(147)), attribute('job-name', { kind: 'localized', tag: 0x36, value: 'thé', language: 'fr' })),
        group(GroupTag.job),
        group(GroupTag.job, attribute('job-id', integer(148)), attribute('job-name', { kind: 'out-of-band', tag: 0x12 })),
      ],
    },
  },
]

describe('messages of the kinds in RFC 8010 appendix A', () => {
  it.each(examples)('$kind: the octets decode to the message', ({ octets, message }) => {
    expect(decode(octets)).toEqual({ message, octets: octets.length })
  })

  it.each(examples)('$kind: the message encodes to the octets', ({ octets, message }) => {
    expect(encode(message)).toEqual(octets)
  })
})
