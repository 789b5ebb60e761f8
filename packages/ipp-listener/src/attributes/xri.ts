/** A URI with its security and authentication in one value: `printer-xri-supported`, `system-xri-supported` (RFC 3380 section 6.6). */
import { Attributes, attribute, collection, keyword, uri, type CollectionValue } from '@platen/ipp-core'

export const xri = (one: { readonly uri: string; readonly security: 'tls' | 'none' }): CollectionValue =>
  collection(Attributes.of(attribute('xri-uri', uri(one.uri)), attribute('xri-authentication', keyword('requesting-user-name')), attribute('xri-security', keyword(one.security))))
