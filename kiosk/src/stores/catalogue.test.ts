import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { Sku } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { testHost } from '../testing/host.ts'
import { useCatalogue } from './catalogue.ts'

const sku = (id: string, ko: string, category: string) => ({
  sku: id as Sku,
  title: { ko, en: id },
  category: { ko: category, en: category },
  price: { minor: 1000, currency: 'KRW' as const },
  swatch: '#FFFFFF',
  glyph: 'sock',
})
const catalogue: Catalogue = {
  version: 4,
  models: [],
  skus: [sku('glove-1', '가죽 장갑', '라이딩'), sku('sock-1', '러닝 양말', '러닝'), sku('helmet-1', '헬멧', '라이딩')],
}

test('the catalogue is fetched when the host has another version, and only then', async () => {
  const host = testHost({ 'kiosk:catalogue': () => catalogue })
  const store = useCatalogue()
  expect(store.loaded).toBe(false)
  host.push({ catalogueVersion: 4 })
  await host.pass(0)
  host.push({ catalogueVersion: 4 })
  await host.pass(0)
  expect(store.loaded).toBe(true)
  expect(host.asked.filter((one) => one.name === 'kiosk:catalogue')).toHaveLength(1)
})

test('products are found by Korean initials, by English, and within a category', async () => {
  const host = testHost({ 'kiosk:catalogue': () => catalogue })
  const store = useCatalogue()
  host.push({ catalogueVersion: 4 })
  await host.pass(0)
  expect(store.find('ㅈㄱ', null).map((one) => one.sku)).toEqual(['glove-1'])
  expect(store.find('SOCK', null).map((one) => one.sku)).toEqual(['sock-1'])
  expect(store.find('', '라이딩')).toHaveLength(2)
  expect(store.find('양말', '라이딩')).toEqual([])
  expect(store.categories.map((one) => [one.key, one.skus.length])).toEqual([
    ['라이딩', 2],
    ['러닝', 1],
  ])
})

test('whoever looks around sees every category in turn; a search keeps the order of the catalogue', async () => {
  const riding = ['glove-1', 'helmet-1'].map((id) => sku(id, id, '라이딩'))
  const running = ['sock-1', 'cap-1', 'belt-1'].map((id) => sku(id, id, '러닝'))
  const host = testHost({ 'kiosk:catalogue': () => ({ ...catalogue, skus: [...riding, ...running] }) })
  const store = useCatalogue()
  const found = (query: string) => store.find(query, null).map((one) => one.sku)
  expect(found('')).toEqual([])
  host.push({ catalogueVersion: 4 })
  await host.pass(0)
  expect(found(' ')).toEqual(['glove-1', 'sock-1', 'helmet-1', 'cap-1', 'belt-1'])
  expect(found('1')).toEqual(['glove-1', 'helmet-1', 'sock-1', 'cap-1', 'belt-1'])
})
