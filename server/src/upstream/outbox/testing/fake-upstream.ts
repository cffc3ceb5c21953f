import { isDeepStrictEqual } from 'node:util'
import type { ConflictReason } from '@dangol/protocol/link.ts'
import type { OutboxMessage } from '../../../shop-port.ts'
import type { Outcome } from '../../connector.ts'
import type { Sending, Target, Upstream } from '../upstream.ts'

/** What becomes of one try. */
export type Fate =
  | 'done'
  /** The shop never hears of it. */
  | 'request-lost'
  /** The shop does it and nobody hears that it did. */
  | 'answer-lost'
  /** The shop hears it and stands still. */
  | 'silent'
  /** The shop does it and stands still before it says so. */
  | 'done-silent'
  | { readonly kind: 'later'; readonly afterMs: number }
  | { readonly kind: 'conflict'; readonly reason: ConflictReason; readonly detail: string }
  | { readonly kind: 'rejected'; readonly why: string }

interface Try extends Sending {
  readonly target: Target
  readonly message: OutboxMessage
}

/**
 * What is beyond the WAN, played: a platform without unique keys, which makes an order twice when it is not looked up first, and
 * beside it a member service.
 */
export interface FakeUpstream extends Upstream {
  ownPrices: boolean
  /** What took effect, in order. */
  readonly taken: { readonly target: Target; readonly message: OutboxMessage }[]
  readonly tries: Try[]
  /** Decides each try; 'done' by default. */
  fate: (message: OutboxMessage, target: Target) => Fate
  /** Most tries that were under way at once. */
  busiest: number
}

export function createFakeUpstream(isLinked = false): FakeUpstream {
  let underWay = 0
  const answer = async (one: Try, signal: AbortSignal): Promise<Outcome<string | null>> => {
    const fate = shop.fate(one.message, one.target)
    await Promise.resolve()
    if (fate === 'done-silent') take(shop.taken, one)
    if (fate === 'silent' || fate === 'done-silent') await abortOf(signal)
    if (fate === 'silent' || fate === 'done-silent' || fate === 'request-lost') {
      return { kind: 'retry', why: 'nothing came' }
    }
    if (typeof fate === 'object') {
      return fate.kind === 'later' ? { kind: 'retry', why: '429', afterMs: fate.afterMs } : fate
    }
    const number = take(shop.taken, one)
    return fate === 'answer-lost' ? { kind: 'retry', why: 'no answer' } : { kind: 'done', value: number }
  }
  const shop: FakeUpstream = {
    shop: isLinked ? 'vendure shop.example' : 'embedded',
    linked: isLinked ? 'commerce' : 'members',
    taken: [],
    tries: [],
    fate: () => 'done',
    busiest: 0,
    ownPrices: true,
    targets: isLinked ? ['members', 'commerce'] : ['members'],
    targetsOf: ({ kind }) => (isLinked && kind === 'order' ? ['commerce'] : ['members']),
    async send(target, message, how, signal) {
      const one = { target, message, ...how }
      shop.tries.push(one)
      underWay += 1
      shop.busiest = Math.max(shop.busiest, underWay)
      try {
        return await answer(one, signal)
      } finally {
        underWay -= 1
      }
    },
  }
  return shop
}

/** The newest revision of a saved thing counts; the same thing twice is in, but an order only where it was looked up. */
function take(taken: FakeUpstream['taken'], { target, message, again }: Try): string | null {
  const isSame = (one: FakeUpstream['taken'][number]) =>
    one.target === target && isDeepStrictEqual(one.message, message)
  const isThere = (message.kind !== 'order' || again) && taken.some(isSame)
  if (!isThere) taken.push({ target, message })
  return message.kind === 'order' ? `W-${taken.findIndex(isSame) + 1}` : null
}

function abortOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
