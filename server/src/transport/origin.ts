import { isIP } from 'node:net'

export interface RequestOrigin {
  readonly host: string | undefined
  readonly origin: string | undefined
}

/**
 * Whether a request was meant for this server. A name in `Host` must be ours, which stops DNS rebinding (an address cannot be
 * rebound); an `Origin`, which every browser sends on a WebSocket, must be this very server. A kiosk host sends none: its
 * key is its proof. `isSecure`: a page that came without TLS is not one of a server that serves with it.
 */
export function isOwnOrigin({ host, origin }: RequestOrigin, ownNames: readonly string[], isSecure = false): boolean {
  if (host === undefined || !isOwnHost(host, ownNames)) return false
  return origin === undefined || hostOf(origin, isSecure) === host.toLowerCase()
}

/** Whether the name in a `Host` header is ours. */
export function isOwnHost(host: string, ownNames: readonly string[]): boolean {
  const name = nameOf(host)
  return name !== null && (name === 'localhost' || isIP(name) !== 0 || ownNames.includes(name))
}

function nameOf(host: string): string | null {
  const url = URL.parse(`http://${host}`)
  return url === null || url.host !== withoutDefaultPort(host) ? null : url.hostname.replace(/^\[|\]$/g, '')
}

const withoutDefaultPort = (host: string): string => host.toLowerCase().replace(/:80$/, '')

function hostOf(origin: string, isSecure: boolean): string | null {
  const url = URL.parse(origin)
  return url === null || !(isSecure ? /^https:$/ : /^https?:$/).test(url.protocol) ? null : url.host
}
