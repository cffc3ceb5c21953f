import type { OrderInShop } from '../documents/order-in-shop.ts'
import { GraphqlRefusal } from '../call.ts'
import { Halt, refusal } from '../../adapters/halt.ts'
import type { LostDrafts } from './lost-drafts.ts'
import { findOrder, isError, sayError, take } from './placing.ts'
import type { Placing } from './placing.ts'

/** Finds the order by our key, or begins one; the key is written before anything else (U3). */
export async function findOrBegin(at: Placing, lost: LostDrafts): Promise<OrderInShop> {
  return (await findOrder(at)) ?? lost.making(() => begin(at, lost))
}

async function begin(at: Placing, lost: LostDrafts): Promise<OrderInShop> {
  const id = await create(at, lost)
  try {
    return await take(at, at.writing.setFields, { id, input: { id, customFields: ourFields(at) } })
  } catch (error) {
    if (!(error instanceof Halt)) throw error
    if (error.ending.kind === 'retry' && !(error instanceof GraphqlRefusal)) {
      lost.nameless(id)
      throw error
    }
    // Another try of ours was faster: the key is unique in the shop.
    const found = await findOrder(at)
    if (found?.id !== id) await deleteDraft(at, id)
    if (found === null) throw error
    return found
  }
}

async function create(at: Placing, lost: LostDrafts): Promise<string> {
  try {
    const { value } = await at.call(at.writing.createDraft, {}, at.signal)
    if (isError(value.done)) throw refusal(sayError(value.done))
    return value.done.id
  } catch (error) {
    if (error instanceof Halt && error.ending.kind === 'retry') lost.unheardSince(at.shopNowMs())
    throw error
  }
}

const ourFields = ({ mapping, order }: Placing) => ({
  [mapping.order.externalRef]: order.orderId,
  [mapping.order.storeId]: order.storeId,
})

export async function deleteDraft({ call, writing, signal }: Pick<Placing, 'call' | 'writing' | 'signal'>, id: string) {
  const { value } = await call(writing.deleteDraft, { id }, signal)
  return value.done.result === 'DELETED'
}

/** Takes back what was begun, so that nothing of an order that the shop will not have is left there (U1). */
export async function abandon(at: Placing, order: OrderInShop): Promise<void> {
  if (order.state === 'Draft') {
    await deleteDraft(at, order.id)
    return
  }
  if (order.state !== 'AddingItems' && order.state !== 'ArrangingPayment') return
  await take(at, at.writing.move, { id: order.id, state: 'Cancelled' })
  // A later try, once a person has decided, begins anew under the same key.
  const customFields = { [at.mapping.order.externalRef]: null, [at.mapping.order.storeId]: null }
  await take(at, at.writing.clearFields, { input: { id: order.id, customFields } })
}
