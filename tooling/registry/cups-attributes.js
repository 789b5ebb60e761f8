/**
 * Attributes that IANA does not know and nearly every printer or server has: those of CUPS (its "CUPS Implementation of
 * IPP" lists them) and the one by which AirPrint names what it can take. A name that IANA registers some day is IANA's.
 */

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
const byGroup = {
  operation: {
    'auth-info': '1setOf text(MAX)',
    'device-class': 'type1 keyword',
    'exclude-schemes': '1setOf name(MAX)',
    'first-printer-name': 'name(127)',
    'include-schemes': '1setOf name(MAX)',
    'ppd-make': 'text(127)',
    'ppd-make-and-model': 'text(127)',
    'ppd-model-number': 'integer',
    'ppd-name': 'name(255)',
    'ppd-natural-language': 'naturalLanguage',
    'ppd-product': 'text(127)',
    'ppd-psversion': 'text(127)',
    'ppd-type': 'type1 keyword',
    'printer-type-mask': 'type2 enum',
    'purge-job': 'boolean',
    'purge-jobs': 'boolean',
    timeout: 'integer(1:MAX)',
  },
  'job-status': {
    'job-media-progress': 'integer(0:100)',
    'job-originating-host-name': 'name(MAX)',
    'job-printer-state-message': 'text(MAX)',
    'job-printer-state-reasons': '1setOf type2 keyword',
  },
  'printer-description': {
    'auth-info-required': '1setOf type2 keyword',
    'device-id': 'text(127)',
    'device-info': 'text(127)',
    'device-location': 'text(127)',
    'device-make-and-model': 'text(127)',
    'device-uri': 'uri',
    'job-k-limit': 'integer(0:MAX)',
    'job-page-limit': 'integer(0:MAX)',
    'job-quota-period': 'integer(0:MAX)',
    'marker-high-levels': '1setOf integer(0:100)',
    'marker-low-levels': '1setOf integer(0:100)',
    'member-names': '1setOf name(127)',
    'member-uris': '1setOf uri',
    'port-monitor': 'name(127)',
    'port-monitor-supported': '1setOf name(127)',
    'printer-commands': '1setOf keyword',
    'printer-error-policy': 'name(127)',
    'printer-error-policy-supported': '1setOf name(127)',
    'printer-is-shared': 'boolean',
    'printer-is-temporary': 'boolean',
    'printer-op-policy': 'name(127)',
    'printer-op-policy-supported': '1setOf name(127)',
    'requesting-user-name-allowed': '1setOf name(MAX)',
    'requesting-user-name-denied': '1setOf name(MAX)',
    'urf-supported': '1setOf type2 keyword',
  },
  'printer-status': {
    'marker-change-time': 'integer(0:MAX)',
    'marker-colors': '1setOf name(MAX)',
    // -1 unavailable, -2 unknown, -3 some.
    'marker-levels': '1setOf integer(-3:100)',
    'marker-message': 'text(MAX)',
    'marker-names': '1setOf name(MAX)',
    'marker-types': '1setOf keyword',
    'printer-type': 'type2 enum',
  },
}

/** @type {readonly import('./registry.js').AttributeRecord[]} */
export const cupsAttributes = Object.entries(byGroup).flatMap(([group, attributes]) =>
  Object.entries(attributes).map(([name, syntax]) => ({
    group,
    name,
    status: undefined,
    path: [],
    membersOf: undefined,
    attributesOf: undefined,
    syntax,
    source: name === 'urf-supported' ? 'AirPrint' : 'CUPS',
  })),
)
