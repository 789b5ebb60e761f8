import { platenBuild } from '@platen/tooling/tsup'

const library = {
  index: 'src/index.ts',
  registry: 'src/registry/index.ts',
  ipptool: 'src/ipptool/index.ts',
}

export default platenBuild(
  { ...library, command: 'src/command/main.ts' },
  {
    // The command has no declarations: nobody imports it.
    dts: { entry: library },
    // No module does anything when it is imported. Without this, chunks import each other for nothing, and bundlers warn.
    treeshake: { moduleSideEffects: false },
  },
)
