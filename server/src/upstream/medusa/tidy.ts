import type { Admin } from './admin.ts'
import type { MedusaLink } from './config.ts'
import { listRows } from './listing.ts'
import { DRAFTS, dropDraft, keyedSince } from './place/find-order.ts'

/** Nobody works on a draft for so long; whoever comes back to an order whose draft is gone makes another. */
const LEFT_AFTER_MS = 3_600_000
/** Older ones were tidied, or are kept by somebody for a reason. */
const LOOK_BACK_MS = 30 * 24 * 3_600_000

export interface TidyDeps {
  readonly admin: Admin
  readonly link: Pick<MedusaLink, 'fields'>
  readonly storeId: string
}

/** Ends drafts of this store that a broken-off write has left; those of people and of other stores stay. Throws `Halt`. */
export async function tidyDrafts({ admin, link, storeId }: TidyDeps, signal: AbortSignal): Promise<number> {
  const { shopNowMs } = await listRows(admin, DRAFTS, { fields: 'id', limit: 1 }, signal)
  const drafts = await keyedSince(admin, DRAFTS, shopNowMs - LOOK_BACK_MS, signal)
  const left = drafts.filter(
    ({ created_at, metadata }) =>
      created_at < shopNowMs - LEFT_AFTER_MS &&
      metadata[link.fields.storeId] === storeId &&
      typeof metadata[link.fields.orderId] === 'string',
  )
  for (const { id } of left) await dropDraft(admin, id, signal)
  return left.length
}
