/**
 * The arrows of the architecture: which of Platen's packages a package may import.
 * Lint (tooling/eslint.js) and a test (tooling/layers.test.js) hold the code and the manifests to it.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const layers = {
  'ipp-core': [],
  papi: ['ipp-core'],
  'ipp-listener': ['ipp-core', 'papi'],
  'mod-ipp': ['ipp-listener'],
  'psm-spool': ['papi'],
  'psm-socket': ['papi'],
  // AppSocket is the socket protocol plus UDP status: one engine serves both.
  'psm-appsocket': ['papi', 'psm-socket'],
  'printer-simulator': [],
  server: ['ipp-core', 'papi', 'ipp-listener', 'mod-ipp', 'psm-spool', 'psm-socket', 'psm-appsocket'],
  // What a third party writes needs PAPI alone.
  'platen-psm-example': ['papi'],
}

/** Packages that only tests may use, from anywhere. */
export const testOnly = ['printer-simulator']
