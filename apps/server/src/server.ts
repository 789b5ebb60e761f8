/** The server, composed in the order of the request flow: read it top to bottom. */
import { hostname } from 'node:os'
import { createListener } from '@platen/ipp-listener'
import { createIppHandler } from '@platen/mod-ipp'
import { createPrintSystem } from '@platen/papi'
import { operatorAddresses, ownAuthority, ownHosts } from './access.js'
import type { Configuration } from './configuration/configuration.js'
import { operationCode } from './configuration/operation-names.js'
import { locationSettings } from './configuration/serving.js'
import { durableJobIds, serverUuid } from './data-directory.js'
import { listen } from './http-server.js'
import type { ServerLog } from './log.js'
import { createPages } from './pages/index.js'
import { documentFetcher } from './print-by-reference/index.js'
import { openPrintServices } from './print-services.js'
import { resources } from './resources/index.js'
import { deviceRules } from './system/device-rules.js'
import { pointsBack } from './system/own-address.js'
import { systemFile } from './system/system-file.js'
import { subscriptionFile } from './system/subscription-file.js'
import { ownCertificate } from './tls/certificate.js'
import { version } from './version.js'

/** A running server. Dispose of it to stop it: what is under way is finished or kept. */
export interface PlatenServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** Queues by name, as they are now. */
  readonly printers: readonly string[]
  readonly defaultPrinter: string | undefined
}

/** What starting needs besides the configuration. */
export interface ServerContext {
  /** The data directory: spool, job ids, UUID. Made if missing. */
  readonly data: string
  /** The folder that module names and paths in the configuration start from. */
  readonly base: string
  readonly log: ServerLog
}

/**
 * Starts a server.
 *
 * @throws PapiError or Error with a sentence for the administrator; nothing is left running then
 */
export async function startServer(configuration: Configuration, { data, base, log }: ServerContext): Promise<PlatenServer> {
  const isOperatorAddress = operatorAddresses(configuration.operators)
  const byReference = configuration['print-by-reference']
  const fetcher = byReference === undefined ? {} : { documentFetcher: documentFetcher(byReference) }
  const isOwnHost = ownHosts(configuration.names)
  const isOwnAuthority = ownAuthority(isOwnHost)
  const disabledOperations = new Set(configuration['disabled-operations'].flatMap((name) => operationCode(name) ?? []))
  await using opened = new AsyncDisposableStack()

  // Steps 7 to 11, from the far end: the print services and their devices.
  const jobIds = durableJobIds(data)
  opened.defer(() => jobIds.close())
  const uuid = serverUuid(data)
  let port = configuration.listen.port === 0 ? undefined : configuration.listen.port
  const isThisServer = async (device: string) => port !== undefined && pointsBack(device, port, isOwnHost)
  const services = opened.use(await openPrintServices(configuration, { data, base, serverUuid: uuid, jobIds, keeper: systemFile(data), pointsBack: isThisServer, log: (module) => log.part(module) }))

  // The system: queues come and go through it.
  const rules = deviceRules(services.devices, configuration['run-time-device-schemes'], isThisServer)
  const system = createPrintSystem({
    records: services.records,
    directory: services.directory,
    service: services.runTimeService,
    checkDevice: (device) => rules.check(device),
    deviceSchemes: rules.schemes,
    description: { name: configuration.names[0] ?? hostname(), location: '', info: 'Platen print server', makeAndModel: 'Platen', uuid: `urn:uuid:${uuid}`, version },
  })

  // Steps 5, 6, 12 and 13: the listener reads, dispatches and writes.
  const listener = createListener({
    services: services.directory,
    system,
    isOperator: ({ host }, { authority }) => isOperatorAddress(host) && isOwnAuthority(authority),
    isOwnHost,
    bothSchemes: true,
    disabledOperations,
    ...locationSettings(configuration),
    locations: new Map(Object.entries(configuration.locations).map(([path, settings]) => [path, locationSettings(settings)])),
    product: { name: 'Platen', version },
    resources,
    subscriptionKeeper: subscriptionFile(data),
    ...fetcher,
    log: log.part('listener'),
  })

  // Steps 3, 4 and 14: mod-ipp takes POSTs of IPP; people get pages.
  const ipp = createIppHandler(listener)
  const pages = createPages(services.directory, log.part('pages'))

  // Steps 1 and 2: clients come in here, plain and encrypted on one port.
  const certificate = await ownCertificate(data, configuration.names)
  const http = opened.use(await listen(ipp, pages, certificate, configuration.listen))
  port = http.port
  // Stopping begins here: clients that wait for events are answered, so that the server above need not wait for them.
  opened.use(listener)

  const running = opened.move()
  return {
    host: http.host,
    port: http.port,
    get printers() {
      return services.directory.printers
    },
    get defaultPrinter() {
      return services.directory.defaultPrinter
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
