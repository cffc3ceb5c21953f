import type { ReplicaContents } from '@dangol/client/replica.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { CatchUp, Put, Topic } from '@dangol/protocol/sync.ts'
import type { Store } from '@dangol/server/src/store.ts'
import type { World } from '../world.ts'

/** Rules L5 and H5: once everything is quiet, each device has of each topic what the server would now send it anew. */
export async function checkConvergence(world: World): Promise<void> {
  const store = world.store.running()
  if (store === null) return world.verdict.fail('all-agree-when-quiet', 'the store is not running')
  for (const device of world.devices.values()) {
    const status = device.link()?.status()
    if (status !== 'online') {
      world.verdict.fail('nothing-waits-for-ever', `${device.id} is ${status ?? 'off'} though nothing is in its way`)
      continue
    }
    for (const [topic, replica] of device.followed()) {
      const fresh = await snapshotFor(store, device.handshake(), topic)
      compare(world, device.id, topic, replica.contents(), fresh)
    }
  }
}

async function snapshotFor(store: Store, handshake: Handshake, topic: Topic): Promise<readonly Put[]> {
  const admitted = store.desk.admit(handshake)
  if (!admitted.ok) throw new Error(admitted.error.code)
  const answer = await store.desk.ask(admitted.value, 'sync:subscribe', { topic, cursor: null })
  const { ok, value } = answer as { ok: boolean; value: CatchUp }
  // A topic that may not be read any more is one whose copy must be empty.
  return ok && value.kind === 'snapshot' ? value.puts : []
}

function compare(world: World, id: DeviceId, topic: Topic, copy: ReplicaContents, fresh: readonly Put[]): void {
  const expected = new Map(
    fresh.filter(({ kind, value }) => !isPassing(kind, value)).map((put) => [`${put.kind} ${put.id}`, put.value]),
  )
  const had = new Map<string, unknown>()
  for (const [kind, things] of Object.entries(copy)) {
    for (const [thing, value] of things) if (!isPassing(kind, value)) had.set(`${kind} ${thing}`, value)
  }
  for (const key of new Set([...expected.keys(), ...had.keys()])) {
    const [is, should] = [lasting(had.get(key)), lasting(expected.get(key))]
    if (is === should) continue
    world.verdict.fail(
      'all-agree-when-quiet',
      `${id} has in ${topic} of ${key}:\n    ${is}\n  and the server says\n    ${should}`,
    )
    return
  }
}

/** The end of a visit is kept for a moment only; finished orders are shown for the day by whatever day the clock says. */
const isPassing = (kind: string, value: unknown): boolean =>
  kind === 'visit-end' || (kind === 'order' && FINISHED.has((value as OrderView).state))
const FINISHED: ReadonlySet<OrderState> = new Set(['completed', 'cancelled'])

/** Told with the next change of the thing, not with every change of what it is worked out from. */
const WORKED_OUT: ReadonlySet<string> = new Set([
  'lastSeenAt',
  'since',
  'promise',
  'fulfilments',
  'problem',
  'total',
  'unitPrice',
  'price',
  'validity',
  'configurations',
  'configurationCount',
])

const lasting = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : JSON.stringify(value, (key, inner: unknown) => (WORKED_OUT.has(key) ? undefined : inner))
