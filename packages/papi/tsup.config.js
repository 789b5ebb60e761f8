import { platenBuild } from '@platen/tooling/tsup'

export default platenBuild({'index':'src/index.ts', 'contract/index':'src/contract/index.ts'})
