import { platenBuild } from '@platen/tooling/tsup'

const library = {
  index: 'src/index.ts',
  registry: 'src/registry/index.ts',
  ipptool: 'src/ipptool/index.ts',
}

// The command has no declarations: nobody imports it.
export default platenBuild({ ...library, command: 'src/command/main.ts' }, { dts: { entry: library } })
