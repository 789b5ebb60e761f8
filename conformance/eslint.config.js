import { platenLint } from '@platen/tooling/eslint'

export default platenLint(import.meta.dirname)
