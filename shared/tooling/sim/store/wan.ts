import type { Random } from '@dangol/domain/chance/random.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { createFakeShop } from '@dangol/server/src/testing/fake-shop.ts'
import type { FakeShop } from '@dangol/server/src/testing/fake-shop.ts'
import { smallStore } from '@dangol/server/src/testing/small-shop.ts'
import type { ShopAnswer } from '@dangol/server/src/shop-port.ts'
import type { OnlineShop } from '@dangol/server/src/upstream/online-shop.ts'
import type { Life } from '../time/machine.ts'
import type { VirtualTime } from '../time/virtual-time.ts'

/** The online shop at the far end of a WAN that is slow, is cut, loses answers and delivers twice. */
export interface Wan {
  readonly shop: FakeShop
  /** The shop as one life of the server reaches it. */
  seenBy(life: Life): OnlineShop
  /** From now on, no call gets through; those under way lose their answers. */
  cut(): void
  readonly mend: () => void
  isCut(): boolean
  /** Shares of calls whose answer is lost after they took effect, and that arrive a second time later. */
  trouble(shares: { readonly lostAnswer: number; readonly twice: number }): void
  /** Every order that reached the shop, also those it refused. */
  readonly received: readonly ShopOrder[]
}

const TRIP_MS: readonly [number, number] = [20, 120]
const AGAIN_AFTER_MS: readonly [number, number] = [1_000, 20_000]
/** A call that nobody answers ends in the server after this (server/src/upstream/outbox/sender.ts). */
const SILENCE_MS = 10_000

export function createWan(time: VirtualTime, random: Random): Wan {
  const shop = createFakeShop(time, [], smallStore.id)
  const received: ShopOrder[] = []
  let isCut = false
  let shares = { lostAnswer: 0, twice: 0 }
  /** The fake itself may not look at signals: they run in real time. */
  const signal = new AbortController().signal

  const call = <T>(life: Life, ask: () => Promise<ShopAnswer<T>>): Promise<ShopAnswer<T>> => {
    const [isLost, isTwice] = [random.unit() < shares.lostAnswer, random.unit() < shares.twice]
    const [thereMs, backMs] = [random.between(...TRIP_MS), random.between(...TRIP_MS)]
    const againMs = random.between(...AGAIN_AFTER_MS)
    return new Promise((resolve, reject) => {
      const answer = (given: ShopAnswer<T>, afterMs: number) => life.timers.after(afterMs, () => resolve(given))
      if (isCut) return void answer(CUT, thereMs)
      if (isTwice) time.after(againMs, () => void ask())
      time.after(thereMs, () => {
        if (isCut) return void answer(CUT, SILENCE_MS)
        ask().then((given) => {
          if (isLost || isCut) answer(CUT, SILENCE_MS)
          else answer(given, backMs)
        }, reject)
      })
    })
  }
  return {
    shop,
    received,
    seenBy: (life) => ({
      changes: (ask) => call(life, () => shop.changes(ask, signal)),
      placeOrder: (order) =>
        call(life, () => {
          received.push(order)
          return shop.placeOrder(order, signal)
        }),
      saveConfiguration: (sent) => call(life, () => shop.saveConfiguration(sent, signal)),
      putConsents: (consent) => call(life, () => shop.putConsents(consent, signal)),
      putVisit: (visit) => call(life, () => shop.putVisit(visit, signal)),
      putErasure: (erasure) => call(life, () => shop.putErasure(erasure, signal)),
      publishModel: (model) => call(life, () => shop.publishModel(model, signal)),
      configurationsOf: (customerId) => call(life, () => shop.configurationsOf(customerId, signal)),
      beginApproval: (ask) => call(life, () => shop.beginApproval(ask, signal)),
      pollApproval: (poll) => call(life, () => shop.pollApproval(poll, signal)),
      approved: (ask) => call(life, () => shop.approved(ask, signal)),
      endApproval: (ask) => call(life, () => shop.endApproval(ask, signal)),
    }),
    cut: () => void (isCut = true),
    mend: () => void (isCut = false),
    isCut: () => isCut,
    trouble: (next) => void (shares = next),
  }
}

const CUT = { kind: 'unreachable', why: 'cut' } as const
