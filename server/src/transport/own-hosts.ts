import { isIP } from 'node:net'
import { isLoopback } from '../platform/loopback.ts'

export interface OwnHostsDeps {
  /** Names, or addresses, by which devices reach this server besides those of the machine. */
  readonly names: readonly string[]
  /** Where it listens. */
  readonly listensAt: string
  /** Addresses of this machine at this moment. */
  readonly addresses: () => readonly string[]
}

/**
 * Whether a device that believes to speak to `host:port` speaks to this server. Stricter than what a `Host` header may say: an
 * address has to be one of this machine, or a stranger on the network could pass on what a device proved to it.
 */
export function createOwnHosts({ names, listensAt, addresses }: OwnHostsDeps): (host: string) => boolean {
  const isForLoopback = isLoopback(listensAt) || listensAt === '0.0.0.0' || listensAt === '::'
  return (host) => {
    const name = nameIn(host)
    if (name === null) return false
    if (isLoopback(name)) return isForLoopback
    if (names.includes(name) || name === listensAt) return true
    return isIP(name) !== 0 && addresses().includes(name)
  }
}

/** The name or address in `name:port` or `[address]:port`, when nothing else is in it and it is in its one spelling. */
function nameIn(host: string): string | null {
  const url = URL.parse(`http://${host}/`)
  const port = /:(\d{1,5})$/.exec(host)?.[0] ?? ''
  if (url === null || `${url.hostname}${port}` !== host) return null
  return url.hostname.replace(/^\[|\]$/g, '')
}
