import { isDeepStrictEqual } from 'node:util'
import { createReplica } from '@dangol/client/replica.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { pause, until } from '@dangol/client/testing/until.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Fleet, Follower } from '../load/fleet.ts'
import { isOutcome } from '../load/ledger.ts'
import type { Command, CommandName } from '../load/ledger.ts'
import { NEVER_MS } from '../patience.ts'
import type { Violation } from './judge.ts'
import { readShopOrders } from './store-file.sql.ts'
import type { StoreFile } from './store-file.sql.ts'

/** After this a new device comes in once more. Milliseconds. */
const COMES_IN_WITHIN_MS = 30_000
const AGAIN_AFTER_MS = 120
/** Commands of each device that are sent once more at the end. */
const REPEATED_PER_DEVICE = 5

/** Once nothing is under way: a repeated command has its first outcome (C1), and every device shows what the store says. */
export async function faultsWhenQuiet(fleet: Fleet, url: string): Promise<Violation[]> {
  const repeated = await repeat(fleet)
  const followed = await Promise.all(fleet.followers.map((follower) => disagreement(follower, url)))
  return [...repeated, ...followed.flat()]
}

async function repeat({ ledger, links, followers }: Fleet): Promise<Violation[]> {
  const violations: Violation[] = []
  const devices = [...new Set(followers.map(({ deviceId }) => deviceId))]
  for (const [index, device] of devices.entries()) {
    const own = ledger.commands.filter((command) => command.device === device)
    for (const command of own.filter(({ outcome }) => outcome !== null).slice(-REPEATED_PER_DEVICE)) {
      const again = await answerTo(command, links[index])
      if (again === null || !isFirstOutcome(command, again, own))
        violations.push({ kind: 'twice', what: `${command.request} ${command.id} repeated: another answer` })
    }
  }
  return violations
}

/** Sends it until there is an answer: a store that answers too late has not answered otherwise. */
async function answerTo({ request, input }: Command, link: StoreLink | undefined) {
  const startedAt = performance.now()
  while (link !== undefined && performance.now() - startedAt < NEVER_MS) {
    const answer = await link.request(request, input)
    if (isOutcome(answer)) return answer
    await pause(AGAIN_AFTER_MS)
  }
  return null
}

/** What an outcome showed of a visit is forgotten with the visit: then a refusal stands in for it. */
function isFirstOutcome(command: Command, again: Answer<CommandName>, own: readonly Command[]): boolean {
  if (isDeepStrictEqual(again, command.outcome)) return true
  return !again.ok && own.some(({ request, outcome }) => request === 'visits:end' && outcome?.ok === true)
}

/** Waits for the follower to show what a new device is told; says so when it never does. */
async function disagreement({ deviceId, handshake, topic, replica }: Follower, url: string): Promise<Violation[]> {
  const startedAt = performance.now()
  let wrong = ''
  // Whoever holds the tablet may be signing in again just now: a device that came in before them is told nothing.
  while (performance.now() - startedAt < NEVER_MS) {
    const fresh = createReplica()
    const link = openStoreLink({ url, handshake, timers: systemTimers })
    try {
      const subscription = link.subscribe(topic, fresh)
      await until(() => subscription.status() === 'live', `${topic} on a new device`, COMES_IN_WITHIN_MS)
      await until(() => agrees(fresh, replica), `${topic} on ${deviceId} to agree`, COMES_IN_WITHIN_MS)
      return []
    } catch (error) {
      wrong = error instanceof Error ? error.message : 'unknown'
    } finally {
      link.close()
    }
  }
  return [{ kind: 'broken', what: wrong }]
}

const agrees = (a: Follower['replica'], b: Follower['replica']): boolean => isDeepStrictEqual(essence(a), essence(b))

/**
 * What commands decided. Left out is what the server works out anew for whoever asks, such as dates that move with the queue of
 * the workshop, and what another device changes by connecting.
 */
function essence(replica: Follower['replica']): unknown {
  const { visit, 'floor-visit': floorVisit, order, call, catalogue } = replica.contents()
  const visits = [...visit.values()].map(({ id, epoch, cart, configurations, orders }) => ({
    ...{ id, epoch, orders },
    cart: cart.lines.map((line) => ({ id: line.id, item: line.item, quantity: line.quantity })),
    configurations: configurations.map(({ id: of, revision, name }) => ({ of, revision, name })),
  }))
  return { visits, floorVisit, order, call, catalogue }
}

/** The online shop has each order of the store, once, with its total (O1). */
export function shopHasEachOnce({ orders }: StoreFile, shopFile: string): Violation[] {
  const inShop = readShopOrders(shopFile)
  return orders.flatMap(({ id, total }): Violation[] => {
    const found = inShop.filter(({ orderId }) => orderId === id)
    if (found.length === 0) return [{ kind: 'lost', what: `order ${id} never reached the online shop` }]
    if (found.length > 1) return [{ kind: 'twice', what: `order ${id} is ${found.length} times in the online shop` }]
    return found[0]?.total === total ? [] : [{ kind: 'broken', what: `order ${id} has another total in the shop` }]
  })
}
