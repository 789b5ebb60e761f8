import { platenBuild } from '@platen/tooling/tsup'

export default platenBuild({'index':'src/index.ts', 'store/writer-worker':'src/store/writer-worker.ts', 'digests/digest-worker':'src/digests/digest-worker.ts'})
