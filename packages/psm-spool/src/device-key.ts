/** Which device a queue prints on: queues with the same key share it. Pure. */

/** Where devices listen whose URI does not say. Two schemes with one port are two ways of speaking to the same printer. */
const ports: Readonly<Record<string, number>> = { socket: 9100, appsocket: 9100, lpd: 515, ipp: 631, ipps: 631 }

/** What makes two queues' devices the same: where it is, whatever options its URI carries. */
export function deviceKey(device: string): string {
  const url = new URL(device)
  const scheme = url.protocol.slice(0, -1)
  const port = Object.hasOwn(ports, scheme) ? ports[scheme] : undefined
  const host = url.hostname.toLowerCase()
  // A printer takes one job at a port, whatever the path is called.
  if (port === 9100) return `${host}:${url.port === '' ? port : url.port}`
  return `${scheme}://${host}:${url.port === '' ? (port ?? '') : url.port}${url.pathname.replace(/\/+$/, '')}`
}
