import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Call, Question } from './call.ts'
import type { VendureMapping } from './config.ts'
import { silence } from './halt.ts'
import { deleteDraft } from './place/draft.ts'
import type { LostDrafts } from './place/lost-drafts.ts'
import type { Writing } from './documents/writing.ts'

/** No placing of an order takes as long: a draft without a key that is older was broken off. */
export const DRAFT_AGE_MAX_MS = 60 * 60_000
/** Whoever is making a draft gives it its key within this time. */
const MAKING_MS = 1_500
const DRAFTS_MAX = 200

export const DRAFTS = {
  document: `query($options: OrderListOptions) { orders(options: $options) { items {
    id createdAt customer { id } lines { id }
    history(options: { take: 1, sort: { createdAt: ASC } }) { items { administrator { id } } } } } }`,
  answer: z.object({
    orders: z.object({
      items: z.array(
        z.object({
          ...{ id: z.string(), createdAt: z.string() },
          customer: z.unknown(),
          lines: z.array(z.unknown()),
          history: z.object({ items: z.array(z.object({ administrator: z.unknown() })) }),
        }),
      ),
    }),
  }),
} satisfies Question<z.ZodType>

export interface TidyDeps {
  readonly call: Call
  readonly writing: Writing
  readonly mapping: VendureMapping
  readonly lost: LostDrafts
  readonly signal: AbortSignal
}

/**
 * Deletes drafts that a broken-off write left behind, and answers how many. Vendure does not tell which API key made a draft, so only
 * one that is surely nobody's work goes: no key, nothing in it, nobody's, made by no person, and either lost by us or over an hour old.
 */
export async function tidy(deps: TidyDeps): Promise<number> {
  const { call, writing, lost, signal } = deps
  const found = await leftDrafts(deps)
  if (found.length === 0) return 0
  // Another store with the same shop may be making one at this very moment.
  if (found.some(({ isOld }) => !isOld)) await rest(signal)
  const still = new Set((await leftDrafts(deps)).map(({ id }) => id))
  const left = found.filter(({ id, isOld }) => still.has(id) && (isOld || !lost.isMaking()))
  for (const { id } of left) await deleteDraft({ call, writing, signal }, id)
  return left.length
}

async function leftDrafts({ call, mapping, lost, signal }: TidyDeps): Promise<{ id: string; isOld: boolean }[]> {
  const filter = { state: { eq: 'Draft' }, [mapping.order.externalRef]: { isNull: true } }
  const options = { filter, sort: { createdAt: 'DESC' }, take: DRAFTS_MAX }
  const { value, shopNowMs } = await call(DRAFTS, { options }, signal)
  return value.orders.items
    .filter(({ customer, lines, history }) => {
      const isMadeByNobody = history.items.every(({ administrator }) => (administrator ?? null) === null)
      return (customer ?? null) === null && lines.length === 0 && isMadeByNobody
    })
    .map(({ id, createdAt }) => ({ id, createdAtMs: Date.parse(createdAt) }))
    .map(({ id, createdAtMs }) => ({
      id,
      isOld: createdAtMs < shopNowMs - DRAFT_AGE_MAX_MS,
      isLost: lost.isLost({ id, createdAtMs }),
    }))
    .filter(({ isOld, isLost }) => isOld || isLost)
}

async function rest(signal: AbortSignal): Promise<void> {
  try {
    await pause(MAKING_MS, undefined, { signal })
  } catch {
    throw silence('the deadline passed')
  }
}
