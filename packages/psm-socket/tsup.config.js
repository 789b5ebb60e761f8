import { platenBuild } from '@platen/tooling/tsup'

// Optional, and loaded when a queue asks by SNMP: tsup would take it into the package.
export default platenBuild(['src/index.ts'], { external: ['net-snmp'] })
