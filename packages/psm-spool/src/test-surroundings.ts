/** The world the tests put around the spooler: the writer is the built one, for threads do not load TypeScript's sources. */
import { type ModuleContext, type PrintService, type PrintServiceModule } from '@platen/papi'
import { openSpool, realSurroundings, type Surroundings } from './open-spool.js'
import { psm } from './psm.js'

/** The writer's program as it is built. */
export const builtWorker: URL = new URL('../dist/store/writer-worker.js', import.meta.url)
/** The program of digests as it is built. */
export const builtDigester: URL = new URL('../dist/digests/digest-worker.js', import.meta.url)

/** Surroundings with some of them replaced. */
export const testSurroundings = (replaced: Partial<Surroundings> = {}): Surroundings => ({ ...realSurroundings, random: () => 0.5, worker: builtWorker, digester: builtDigester, ...replaced })

/** The module, opened in those surroundings. */
export const testModule = (replaced: Partial<Surroundings> = {}): PrintServiceModule => ({
  ...psm,
  open: (context: ModuleContext): Promise<PrintService> => openSpool(context, testSurroundings(replaced)),
})
