import { platenBuild } from '@platen/tooling/tsup'

export default platenBuild({ index: 'src/index.ts', main: 'src/main.ts' }, { target: 'node24' })
