import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { expect, test } from 'vitest'
import { VariantRowSchema } from '../rows.ts'
import { LINK, VARIANT } from '../testing/recorded.ts'
import { itemOf, shopSkuOf } from './lines.ts'

// As much of a line as is read here.
const STOCKED = {
  ...{ sku: 'MUG-A', title: { ko: '잔', en: 'Mug' }, quantity: 2, unitPrice: { minor: 15_000, currency: 'KRW' } },
  configuration: null,
} as unknown as ShopOrder['lines'][number]
const CONFIGURED = {
  ...{ ...STOCKED, sku: 'GRA-1', title: { ko: '나의 잔', en: 'My mug' } },
  configuration: {
    ...{ id: 'c-1', familyId: 'mug', modelVersion: 3, revision: 2, choices: { glaze: 'sage' } },
    ...{ name: '엄마 선물', personaId: 'p-1', secret: true },
  },
} as unknown as ShopOrder['lines'][number]
const variant = VariantRowSchema.parse(VARIANT)
const unknown = { link: LINK, words: () => null }

test('stocked goods are a line of their variant at the price of the store', () => {
  expect(shopSkuOf(STOCKED, LINK)).toBe('MUG-A')
  expect(itemOf(STOCKED, 0, variant, unknown)).toEqual({
    ...{ variant_id: 'variant_1', quantity: 2, unit_price: 15_000 },
    metadata: { dangol_sku: 'MUG-A', dangol_line: 0 },
  })
})

test('a configured line carries its id, its choices in words and what is needed to make it, and nothing of whose it is', () => {
  expect(shopSkuOf(CONFIGURED, LINK)).toBe('family-mug')
  const what = { ko: '유약: 세이지', en: 'Glaze: sage' }
  const words = () => ({ family: what, choices: [{ characteristicId: 'glaze', what }], price: STOCKED.unitPrice })
  const item = itemOf(CONFIGURED, 1, variant, { link: LINK, words })
  expect(item).toMatchObject({
    title: '나의 잔',
    metadata: {
      ...{
        dangol_sku: 'GRA-1',
        dangol_line: 1,
        dangol_configuration_id: 'c-1',
        dangol_configuration: ['유약: 세이지'],
      },
      dangol_document: { id: 'c-1', familyId: 'mug', modelVersion: 3, revision: 2, choices: { glaze: 'sage' } },
    },
  })
  expect(JSON.stringify(item)).not.toContain('엄마')
})

test('where its model is not known, its ids have to do; where no variant stands for it, it is described freely', () => {
  const item = itemOf(CONFIGURED, 1, null, unknown)
  expect(item.metadata['dangol_configuration']).toEqual(['glaze: sage'])
  expect(item).not.toHaveProperty('variant_id')
  expect(shopSkuOf(CONFIGURED, { families: {} })).toBeNull()
})
