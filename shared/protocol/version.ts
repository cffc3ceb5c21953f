/** The wire version this code speaks; the snapshot test fails when the wire changes and this does not. */
export const PROTOCOL_VERSION = 2
/** The oldest version the server still serves: kiosks update at night, so at least the previous one. */
export const PROTOCOL_FLOOR = 1

/** Its handshake says who holds the device, and nobody signs in. Gone once the floor is raised. */
export const PROTOCOL_WITHOUT_SIGN_IN = 1

/** One line per version, newest first. */
export const PROTOCOL_HISTORY: Readonly<Record<number, string>> = {
  2: 'sync that survives everything: shared drafts, streams by entitlement, chunks, fleet, store state',
  1: 'the whole visit: recognise, configure, cart, order, assist, insights',
}
