import { platenBuild } from '@platen/tooling/tsup'

export default platenBuild({
  index: 'src/index.ts',
  registry: 'src/registry/index.ts',
  ipptool: 'src/ipptool/index.ts',
})
