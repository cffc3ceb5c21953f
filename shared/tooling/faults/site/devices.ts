import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import type { Random } from '@dangol/domain/chance/random.ts'
import { Random as Seeded } from '@dangol/domain/chance/random.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { FIRST_STAFF } from '@dangol/server/src/features/staff/first-staff.ts'
import { createDevice } from '../../crash/load/device.ts'
import type { Device } from '../../crash/load/device.ts'
import type { Ledger } from '../../crash/load/ledger.ts'
import { associateAt, keepSignedIn } from '../../sign-in.ts'
import type { Site } from './site.ts'

type Kind = 'kiosk' | 'tablet' | 'office'

/** Short, so that an answer that was lost is asked for again. Milliseconds. */
const ACK_TIMEOUT_MS = 3_000

export interface Opened {
  readonly link: StoreLink
  /** Once somebody who may use it has signed in. */
  readonly ready: Promise<unknown>
}

/** A device of the house, with somebody at it where it needs one. */
export function openLink(site: Pick<Site, 'storeUrl' | 'keys'>, kind: Kind, at: number): Opened {
  let session: string | null = null
  const id = `${kind}-${at + 1}`
  const handshake = (): Handshake => ({
    protocol: PROTOCOL_VERSION,
    device: { id: id as DeviceId, kind },
    token: site.keys[kind],
    ...(session === null ? {} : { session }),
  })
  const link = openStoreLink({ url: site.storeUrl, handshake, timers: systemTimers, ackTimeoutMs: ACK_TIMEOUT_MS })
  if (kind === 'kiosk') return { link, ready: Promise.resolve() }
  const { promise: ready, resolve } = Promise.withResolvers<undefined>()
  const onSession = (begun: string): void => {
    session = begun
    resolve(undefined)
  }
  keepSignedIn({ link, timers: systemTimers, associate: kind === 'office' ? manager() : associateAt(at), onSession })
  return { link, ready }
}

/** A device that orders. */
export function openShopDevice(
  site: Site,
  kind: 'kiosk' | 'tablet',
  at: number,
  o: { ledger: Ledger; random: Random; givenUp: AbortSignal },
): { device: Device; ready: Promise<unknown> } {
  const { link, ready } = openLink(site, kind, at)
  const random = new Seeded(o.random.below(2 ** 31))
  return { device: createDevice({ id: `${kind}-${at + 1}`, kind, link, ...o, random }), ready }
}

function manager() {
  const found = FIRST_STAFF.find(({ role }) => role === 'manager')
  if (found === undefined) throw new Error('nobody runs the store')
  return found
}
