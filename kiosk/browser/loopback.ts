import type { IncomingHttpHeaders } from 'node:http'

/** The names under which this machine reaches itself; any other name in `Host` is a rebound DNS name. */
const NAMES = ['127.0.0.1', 'localhost']

/** Whether a request was sent to this very server, and not by a page of another one (recognition-ux 8.4). */
export function isOwnRequest(headers: IncomingHttpHeaders, port: number): boolean {
  const hosts = NAMES.map((name) => `${name}:${port}`)
  if (headers.host === undefined || !hosts.includes(headers.host)) return false
  return headers.origin === undefined || headers.origin === `http://${headers.host}`
}
