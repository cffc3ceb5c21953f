import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { expect, test } from 'vitest'
import { foundValues } from './found.ts'

const value = (id: string, ko: string, en: string) => ({ id, title: { ko, en }, priceMinor: 0 })
const COLOUR: Characteristic = {
  ...{ kind: 'choice', id: 'colour', group: 'all', title: { ko: '갑피 색', en: 'Upper colour' }, required: true },
  values: [value('black', '블랙', 'Black'), value('white', '화이트', 'White'), value('navy', '네이비', 'Navy')],
}
const INITIALS: Characteristic = {
  ...{ kind: 'text', id: 'initials', group: 'all', title: { ko: '이니셜', en: 'Initials' }, required: false },
  ...{ lengthMax: 3, pattern: '.*' },
}
const found = (query: string, one: Characteristic = COLOUR) => foundValues(query, one)?.map(({ id }) => id) ?? null

test('a search shows the values it means and no others, by initial consonants too', () => {
  expect(found('ㄴㅇㅂ')).toEqual(['navy'])
  expect(found('white')).toEqual(['white'])
})

test('a search for the characteristic itself shows all of its values', () => {
  expect(found('갑피')).toEqual(['black', 'white', 'navy'])
  expect(found('upper')).toEqual(['black', 'white', 'navy'])
})

test('nothing typed finds everything, and nothing meant finds nothing', () => {
  expect(found('')).toEqual(['black', 'white', 'navy'])
  expect(found('leather')).toBeNull()
})

test('what is written is found by its title', () => {
  expect(found('이니셜', INITIALS)).toEqual([])
  expect(found('네이비', INITIALS)).toBeNull()
})
