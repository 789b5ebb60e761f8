/**
 * Holds the API's documentation to its word: every export, member and link. `pnpm lint` runs it; it writes nothing.
 *
 * For the documentation as pages: `pnpm exec typedoc --emit docs --out FOLDER`.
 */
const values = ['IntegerValue', 'BooleanValue', 'StringValue', 'LocalizedValue', 'DateTimeValue', 'ResolutionValue', 'RangeValue', 'CollectionValue', 'CollectionOf', 'OctetsValue', 'OutOfBandValue']

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  entryPoints: ['src/index.ts', 'src/registry/index.ts', 'src/ipptool/index.ts'],
  emit: 'none',
  // Links into a repository are not asked for, and not every checkout has a remote.
  disableSources: true,
  validation: { notExported: false, invalidLink: true, rewrittenLink: true, notDocumented: true },
  treatWarningsAsErrors: true,
  requiredToBeDocumented: ['Module', 'Enum', 'EnumMember', 'Variable', 'Function', 'Class', 'Interface', 'Constructor', 'Property', 'Method', 'CallSignature', 'Accessor', 'GetSignature', 'TypeAlias'],
  // What their type says in full: by these one kind of value or line is told from another, ...
  intentionallyNotDocumented: [
    ...values.flatMap((name) => [`index.${name}.kind`, ...(name === 'OctetsValue' || name === 'OutOfBandValue' ? [] : [`index.${name}.tag`])]),
    ...['IpptoolTest', 'AttributeLine', 'ExpectLine', 'StatusLine'].map((name) => `ipptool.${name}.directive`),
    // ... and these are what the type that has them is described as.
    ...['Attribute.name', 'Attribute.values', 'Attributes.constructor', 'Attributes.[iterator]', 'Decoded.message', 'ReadMessage.message', 'MessageReader.constructor', 'StreamedMessage.message'].map((name) => `index.${name}`),
  ],
}
