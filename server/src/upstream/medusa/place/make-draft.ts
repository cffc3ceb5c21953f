import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { PlaceOrder } from '../../connector.ts'
import { conflict, silence } from '../../adapters/halt.ts'
import { answered } from '../admin.ts'
import type { Admin, Heard } from '../admin.ts'
import type { MedusaLink } from '../config.ts'
import { listRows } from '../listing.ts'
import { VARIANT_FIELDS, VariantRowSchema } from '../rows.ts'
import type { VariantRow } from '../rows.ts'
import { dropDraft } from './find-order.ts'
import { itemOf, shopSkuOf } from './lines.ts'
import type { LineWords, NewItem } from './lines.ts'
import { otherTotal } from './same-order.ts'

export interface DraftDeps extends LineWords {
  readonly admin: Admin
  readonly storeId: string
}

const VARIANTS = { path: '/admin/product-variants', list: 'variants' } as const
const CustomerSchema = z.object({ customer: z.object({ email: z.string().nullish() }) })
const DraftSchema = z.object({ draft_order: z.object({ id: z.string(), total: z.union([z.number(), z.string()]) }) })

/** Makes the draft of an order, its key and its content in the one request; gives its id. Throws `Halt`. */
export async function makeDraft(deps: DraftDeps, place: PlaceOrder, signal: AbortSignal): Promise<string> {
  const { order, takeOver } = place
  const variants = await variantsOf(deps, order, signal)
  const gone = order.lines.filter((line) => variantFor(line, variants, deps.link) === null)
  if (gone.length > 0 && !takeOver) throw conflict('product-gone', gone.map(({ sku }) => sku).join(', '))
  const owner = await ownerOf(deps, place, signal)
  const post = async (items: readonly NewItem[]) =>
    deps.admin.post('/admin/draft-orders', { fields: 'id,total' }, { ...headOf(deps, order), ...owner, items }, signal)
  let heard = await post(itemsOf(deps, order, variants))
  // What the shop counts and has too few of is described freely: the goods are in the store, whatever the shop believes.
  if (isShort(heard) && takeOver)
    heard = await post(itemsOf(deps, order, variants, ({ manage_inventory }) => !manage_inventory))
  if (heard.kind === 'refused' && isShort(heard)) throw conflict('stock-gone', heard.message)
  const made = DraftSchema.safeParse(answered(heard).body)
  if (!made.success) throw silence('unexpected answer of a draft')
  const { id, total } = made.data.draft_order
  const other = otherTotal(order, total)
  if (other === null) return id
  // Taxes and promotions of the shop come to light on the draft; what the shopper has paid stands.
  await dropDraft(deps.admin, id, signal)
  throw conflict('price-changed', `in the shop it comes to ${other}`)
}

/** The shop counts the goods, and has too few of them. */
export const isShort = (heard: Heard): boolean => heard.kind === 'refused' && heard.type === 'insufficient_inventory'

/** Variants by SKU; one that cannot be sold any more is none. */
async function variantsOf({ admin, link }: DraftDeps, { lines }: ShopOrder, signal: AbortSignal) {
  const skus = [...new Set(lines.flatMap((line) => shopSkuOf(line, link) ?? []))]
  if (skus.length === 0) return new Map<string, VariantRow>()
  const query = { sku: skus, fields: VARIANT_FIELDS, limit: skus.length }
  const { rows } = await listRows(admin, VARIANTS, query, signal)
  const usable = rows.flatMap((row) => VariantRowSchema.safeParse(row).data ?? [])
  return new Map(
    usable.filter(({ product }) => product.status === 'published').map((variant) => [variant.sku ?? '', variant]),
  )
}

const variantFor = (line: ShopOrder['lines'][number], variants: ReadonlyMap<string, VariantRow>, link: MedusaLink) =>
  variants.get(shopSkuOf(line, link) ?? '') ?? null

function itemsOf(
  deps: DraftDeps,
  { lines }: ShopOrder,
  variants: ReadonlyMap<string, VariantRow>,
  isTaken: (variant: VariantRow) => boolean = () => true,
): NewItem[] {
  return lines.map((line, at) => {
    const variant = variantFor(line, variants, deps.link)
    return itemOf(line, at, variant !== null && isTaken(variant) ? variant : null, deps)
  })
}

async function ownerOf({ admin, link }: DraftDeps, { order, customerRef, takeOver }: PlaceOrder, signal: AbortSignal) {
  const nobody = { email: link.walkIn.email }
  if (customerRef === null) {
    if (order.customerId === null || takeOver) return nobody
    throw conflict('customer-gone', 'the shop no longer has the customer')
  }
  const heard = await admin.get(`/admin/customers/${encodeURIComponent(customerRef)}`, { fields: 'id,email' }, signal)
  if (heard.kind === 'refused' && heard.status === 404) {
    if (takeOver) return nobody
    throw conflict('customer-gone', 'the shop no longer has the customer')
  }
  const customer = CustomerSchema.safeParse(answered(heard).body)
  if (!customer.success) throw silence('unexpected answer of a customer')
  return { customer_id: customerRef, email: customer.data.customer.email ?? link.walkIn.email }
}

/** No address: goods are handed over here or sent to an address that the store does not know, and without one no tax is added. */
function headOf({ link, storeId }: DraftDeps, order: ShopOrder) {
  const ways = [...new Set(order.lines.map(({ fulfilment }) => fulfilment))]
  return {
    region_id: link.regionId,
    sales_channel_id: link.salesChannelId,
    currency_code: link.currency.toLowerCase(),
    no_notification_order: true,
    shipping_methods: ways.map((way) => ({ shipping_option_id: link.shipping[way], name: way, amount: 0 })),
    metadata: {
      [link.fields.orderId]: order.orderId,
      [link.fields.storeId]: storeId,
      [link.fields.storeNumber]: order.storeNumber,
    },
  }
}
