import { isIP } from 'node:net'

/** Whom a passkey is for. */
export interface RelyingParty {
  /** Host name of the shop: a passkey works there and nowhere else. */
  readonly id: string
  readonly origin: string
}

/**
 * The shop as its passkeys know it; null where browsers make none: at a bare IP address, which cannot be an RP id, and without
 * https, unless the name is localhost (W3C WebAuthn, secure contexts).
 */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(publicUrl)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return null
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  return protocol === 'https:' || isLocal ? { id: hostname, origin } : null
}
