import type { CommandId, ConfigurationId, CustomerId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import { createLogger } from '../../../platform/log.ts'
import type { OutboxMessage } from '../../../shop-port.ts'
import { openStoreCore } from '../../../testing/store-core.ts'
import { settled } from '../../../testing/wired-store.ts'
import { createOutbox } from '../outbox.ts'
import type { OutboxDeps, StoreOutbox } from '../outbox.ts'
import { createFakeUpstream } from './fake-upstream.ts'

type Core = ReturnType<typeof openStoreCore>

export interface KitOptions {
  readonly isLinked?: boolean
  /** Fractions that chance gives, in turn; always the last one in the end. */
  readonly chances?: readonly number[]
  readonly othersMax?: number
}

/** An outbox on a real database, before a shop that is played. */
export function openOutboxKit({ isLinked = false, chances = [0.5], othersMax }: KitOptions = {}) {
  const core = openStoreCore()
  const upstream = createFakeUpstream(isLinked)
  let shop = upstream
  const told: string[] = []
  const pause = { isPaused: false }
  const [uncancellable, cancelled] = [new Set<string>(), new Set<string>()]
  const left = [...chances]
  const chance = () => (left.length > 1 ? left.shift() : left[0]) ?? 0
  const make = (): StoreOutbox =>
    createOutbox({
      ...core,
      clock: core.time,
      steady: core.time.steady,
      timers: core.time,
      random: () => bytesOf(chance()),
      commits: core,
      upstream: shop,
      pause: { isPaused: () => pause.isPaused },
      orders: tellingOrders(told, { uncancellable, cancelled }),
      log: createLogger('silent'),
      onWaitingChanged: () => undefined,
      ...(othersMax !== undefined && { othersMax }),
    })
  let outbox = make()
  return {
    ...core,
    ...{ upstream, told, pause, uncancellable },
    /** What staff do on a tablet. */
    cancelOrder: (id: string) =>
      core.transact(() => {
        cancelled.add(id)
        outbox.orderCancelled(id as OrderId)
      }),
    outbox: () => outbox,
    enqueue: (...messages: OutboxMessage[]) => core.transact(() => messages.forEach((one) => outbox.enqueue(one))),
    /** The process ends and starts again, linked to another shop where there is one. */
    async restart(other = shop) {
      await outbox.stop()
      shop = other
      outbox = make()
    },
    /** Lets time pass in steps, and what is sent come back in between. */
    pass: (ms: number, stepMs = 1_000) => pass(core, ms, stepMs),
    taken: () => upstream.taken.map(({ message }) => message.key),
    letters: () => outbox.letters(100),
  }
}
export type OutboxKit = ReturnType<typeof openOutboxKit>

async function pass({ time }: Core, ms: number, stepMs: number): Promise<void> {
  for (let left = ms; left > 0; left -= stepMs) {
    time.advance(Math.min(stepMs, left))
    await quiet()
  }
}

/** A try is a commit, an answer and a commit. */
export async function quiet(turns = 8): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await settled()
}

function tellingOrders(
  told: string[],
  o: Record<'uncancellable' | 'cancelled', ReadonlySet<string>>,
): OutboxDeps['orders'] {
  return {
    delivered: (id, number) => void told.push(`${id} is ${number}`),
    rejected: (id, why) => void told.push(`${id} refused: ${why}`),
    waitsAgain: (id) => void told.push(`${id} waits again`),
    numberOf: (id) => `S-${id}`,
    isCancelled: (id) => o.cancelled.has(id),
    mayCancel: (id) => !o.uncancellable.has(id),
    cancel: (id, by) => void told.push(`${id} cancelled by ${by}`),
  }
}

const bytesOf = (fraction: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, Math.floor(fraction * 2 ** 32))
  return bytes
}

/* The outbox carries messages; of their bodies it reads whom they are about, and what makes room. */

export const orderOf = (id: string, customerId: string | null = null): OutboxMessage => ({
  kind: 'order',
  key: id as OrderId,
  body: { orderId: id, customerId } as unknown as Extract<OutboxMessage, { kind: 'order' }>['body'],
})
export const configurationOf = (
  id: string,
  name: string,
  over: { customerId?: string | null; codeExpiresAt?: number | null } = {},
): OutboxMessage => ({
  kind: 'configuration',
  key: id as ConfigurationId,
  body: {
    ...{ id, name, customerId: null, code: null, codeExpiresAt: null },
    ...over,
  } as unknown as Extract<OutboxMessage, { kind: 'configuration' }>['body'],
})
export const visitOf = (id: string, customerId: string, level = 'L2'): OutboxMessage => ({
  kind: 'visit',
  key: id as VisitId,
  body: { visitId: id, customerId, level } as unknown as Extract<OutboxMessage, { kind: 'visit' }>['body'],
})
export const consentOf = (id: string, customerId: string, consents: Record<string, string>): OutboxMessage => ({
  kind: 'consent',
  key: id as CommandId,
  body: { commandId: id, customerId, consents } as unknown as Extract<OutboxMessage, { kind: 'consent' }>['body'],
})
export const erasureOf = (id: string, customerId: string): OutboxMessage => ({
  kind: 'erasure',
  key: id as CommandId,
  body: { commandId: id, customerId: customerId as CustomerId },
})
