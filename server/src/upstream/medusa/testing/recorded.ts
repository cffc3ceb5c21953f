import { MedusaLinkSchema } from '../config.ts'

/* Answers of a Medusa 2.21, as they were recorded, cut to what is asked for; names and numbers are nobody's. */

export const LINK = MedusaLinkSchema.parse({
  ...{ platform: 'medusa', url: 'http://shop.example.test', keyFile: 'api-key', currency: 'KRW' },
  ...{ regionId: 'reg_1', salesChannelId: 'sc_stores', locations: { seongsu: 'sloc_1' }, storeLocation: 'seongsu' },
  shipping: { 'carry-out': 'so_1', 'pick-up': 'so_1', delivery: 'so_2' },
  families: { mug: 'family-mug' },
  fields: { customerNumber: 'number', customerLang: 'lang' },
  walkIn: { email: 'walk-in@example.test' },
})

export const OUR_ID = '01a20343-d597-7000-8000-38ba0942d55c'

export const CUSTOMER = {
  ...{ id: 'cus_1', email: 'jiwoo@example.test', phone: '010-1234-5678', first_name: '지우', last_name: '한' },
  metadata: { number: 'M-7', lang: 'en' },
  ...{ created_at: '2026-11-22T12:13:23.574Z', updated_at: '2026-11-22T12:16:56.892Z' },
  addresses: [
    { id: 'cuaddr_1', province: '서울', city: '성동구', address_1: '왕십리로 83-21', address_2: '101동 1502호' },
  ],
}

const item = { requires_shipping: true, subtitle: null, variant_sku: null }
export const ORDER = {
  ...{ id: 'order_1', display_id: 12, custom_display_id: null, status: 'pending', currency_code: 'krw', total: 44_000 },
  ...{ payment_status: 'captured', fulfillment_status: 'partially_delivered' },
  ...{ created_at: '2026-11-22T12:14:18.128Z', updated_at: '2026-11-22T12:14:20.592Z' },
  ...{ customer_id: 'cus_1', sales_channel_id: 'sc_stores', email: 'jiwoo@example.test' },
  metadata: { dangol_order_id: OUR_ID, dangol_store_id: 'seongsu', dangol_store_number: 'S-1' } as object | null,
  items: [
    {
      ...{ ...item, id: 'ordli_2', title: 'Mug', subtitle: 'A', variant_sku: 'MUG-A', quantity: 2 },
      ...{ unit_price: 15_000, total: 30_000, detail: { fulfilled_quantity: 2 } },
      metadata: { dangol_line: 0, dangol_sku: 'MUG-A' },
    },
    {
      ...{ ...item, id: 'ordli_3', title: '나의 잔', quantity: 1, unit_price: 14_000, total: 14_000 },
      detail: { fulfilled_quantity: 0 },
      metadata: {
        dangol_line: 1,
        dangol_sku: 'GRA-1',
        dangol_configuration_id: '01a20343-d597-7000-8000-000000000001',
      },
    },
  ],
  payment_collections: [
    {
      ...{ id: 'pay_col_1', status: 'completed' },
      payments: [
        {
          ...{ id: 'pay_1', provider_id: 'pp_system_default', amount: 44_000 },
          ...{ captured_at: '2026-11-22T12:14:19.160Z', canceled_at: null },
        },
      ],
    },
  ],
  fulfillments: [
    {
      ...{ id: 'ful_1', provider_id: 'manual_manual', packed_at: '2026-11-22T12:14:19.443Z', shipped_at: null },
      ...{ delivered_at: '2026-11-22T12:14:20.479Z' as string | null, canceled_at: null },
      labels: [{ tracking_number: 'T-1' }],
      items: [{ quantity: 2, line_item_id: 'ordli_2' }],
    },
  ],
}

export const VARIANT = {
  ...{ id: 'variant_1', sku: 'MUG-A', title: 'A', metadata: null, manage_inventory: true, allow_backorder: false },
  product: {
    ...{ id: 'prod_1', title: 'Mug', status: 'published', metadata: { swatch: '#123456' } },
    categories: [{ id: 'pcat_1', name: '잔' }],
  },
  prices: [
    { amount: 15_000, currency_code: 'krw', min_quantity: null, max_quantity: null, rules: {} },
    { amount: 9, currency_code: 'eur', min_quantity: null, max_quantity: null, rules: {} },
    { amount: 13_000, currency_code: 'krw', min_quantity: 10, max_quantity: null, rules: {} },
    { amount: 12_000, currency_code: 'krw', min_quantity: null, max_quantity: null, rules: { region_id: 'reg_9' } },
  ],
}

export const INVENTORY = {
  ...{ id: 'iitem_1', sku: 'MUG-A' },
  location_levels: [
    { location_id: 'sloc_1', stocked_quantity: 7, reserved_quantity: 2 },
    { location_id: 'sloc_9', stocked_quantity: 50, reserved_quantity: 0 },
  ],
}
