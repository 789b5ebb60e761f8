/** The spooler against the contract of print-service modules. */
import { definePrintServiceContract } from '@platen/papi/contract'
import { testModule } from './test-surroundings.js'

definePrintServiceContract('spool', () => Promise.resolve({ module: testModule() }))
