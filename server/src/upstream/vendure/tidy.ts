import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Call, Question } from './call.ts'
import type { VendureMapping } from './config.ts'
import { silence } from '../adapters/halt.ts'
import { deleteDraft } from './place/draft.ts'
import type { LostDrafts } from './place/lost-drafts.ts'
import type { Writing } from './documents/writing.ts'

/** No placing of an order takes as long: a draft without a key that is older was broken off. */
const DRAFT_AGE_MAX_MS = 60 * 60_000
/** Whoever is making a draft gives it its key within this time. */
const MAKING_MS = 1_500
const DRAFTS_MAX = 200

/** Vendure says of each step of an order whose key it was done with; the first is that it was begun. */
const BEGUN_BY = 'history(options: { take: 1, sort: { id: ASC } }) { items { administrator { id } } }'
const HistorySchema = z.object({
  items: z.array(z.object({ administrator: z.object({ id: z.string() }).nullable().optional() })),
})
const begunBy = ({ items }: z.infer<typeof HistorySchema>): string | null => items[0]?.administrator?.id ?? null

export const DRAFTS = {
  document: `query($drafts: OrderListOptions, $ours: OrderListOptions) {
    ours: orders(options: $ours) { items { ${BEGUN_BY} } }
    orders(options: $drafts) { items { id createdAt customer { id } lines { id } ${BEGUN_BY} } } }`,
  answer: z.object({
    ours: z.object({ items: z.array(z.object({ history: HistorySchema })) }),
    orders: z.object({
      items: z.array(
        z.object({
          ...{ id: z.string(), createdAt: z.string() },
          customer: z.unknown(),
          lines: z.array(z.unknown()),
          history: HistorySchema,
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
  readonly storeId: string
  readonly signal: AbortSignal
}

/**
 * Deletes drafts that a broken-off write left behind, and answers how many. Only one that is surely ours and nobody's work goes: begun by
 * whoever owns our key, no key of an order, nothing in it, nobody's, and either lost by us or over an hour old.
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

interface Left {
  readonly id: string
  readonly isOld: boolean
}

async function leftDrafts({ call, mapping, lost, storeId, signal }: TidyDeps): Promise<Left[]> {
  const { externalRef, storeId: storeField } = mapping.order
  const filter = { state: { eq: 'Draft' }, [externalRef]: { isNull: true } }
  const drafts = { filter, sort: { createdAt: 'DESC' }, take: DRAFTS_MAX }
  const ours = { filter: { [storeField]: { eq: storeId } }, sort: { createdAt: 'DESC' }, take: 1 }
  const { value, shopNowMs } = await call(DRAFTS, { drafts, ours }, signal)
  const us = value.ours.items[0] === undefined ? null : begunBy(value.ours.items[0].history)
  const isOurs = ({ id, history }: { id: string; history: z.infer<typeof HistorySchema> }): boolean =>
    lost.isNameless(id) || (us !== null && begunBy(history) === us)
  return value.orders.items
    .filter((draft) => (draft.customer ?? null) === null && draft.lines.length === 0 && isOurs(draft))
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
