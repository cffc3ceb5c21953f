import type { KioskState } from '@dangol/protocol/bridge.ts'

/** Path of the bridge's WebSocket. */
export const BRIDGE_PATH = '/bridge'
/** Where a screen goes to become a new page: everything the browser kept for it is cleared on the way. */
export const RESET_PATH = '/reset'
/** Name of the `meta` element that carries the page's one-time token. */
export const TOKEN_META = 'bridge-token'

/** Answer to one question, as it comes over the wire. */
type WireReply = { ok: true; value: unknown } | { ok: false; error: { code: string } }

/** What a page may send. */
export interface PageEvents {
  ask: (name: unknown, input: unknown, acknowledge: (reply: WireReply) => void) => void
}
/** What the host sends unasked. */
export interface HostEvents {
  state: (state: KioskState) => void
}
