import { platenBuild } from '@platen/tooling/tsup'

export default platenBuild()
