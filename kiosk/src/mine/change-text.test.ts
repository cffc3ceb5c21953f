import { expect, test } from 'vitest'
import { changeText, fewChanges } from './change-text.ts'

const won = (minor: number) => ({ minor, currency: 'KRW' as const })

test('a price that rose and one that fell are told as an amount, without a sign to misread', () => {
  expect(changeText({ kind: 'price', from: won(10_000), to: won(13_000) }, 'ko')).toEqual({
    key: 'mine.change.dearer',
    values: { amount: '3,000원' },
  })
  expect(changeText({ kind: 'price', from: won(13_000), to: won(10_000) }, 'en')).toEqual({
    key: 'mine.change.cheaper',
    values: { amount: '₩3,000' },
  })
})

test('what is gone, excluded or missing is named in the language of the shopper, with its reason', () => {
  const what = { ko: '바퀴: 황동', en: 'Wheel: Brass' }
  const why = { ko: '타이어가 좁습니다', en: 'The tyre is too narrow' }
  expect(changeText({ kind: 'gone', what, characteristicId: 'wheel', choice: 'brass' }, 'en').values).toEqual({
    what: 'Wheel: Brass',
  })
  expect(changeText({ kind: 'excluded', what, why }, 'ko').values).toEqual({
    what: '바퀴: 황동',
    why: '타이어가 좁습니다',
  })
  expect(changeText({ kind: 'missing', what, characteristicId: 'wheel' }, 'ko').key).toBe('mine.change.missing')
})

test('of many lost choices a card names three and counts the rest, and never leaves out the price', () => {
  const missing = (id: string) => ({ kind: 'missing' as const, what: { ko: id, en: id }, characteristicId: id })
  const price = { kind: 'price' as const, from: won(10_000), to: won(13_000) }
  const lost = ['upper', 'sole', 'lace', 'lining', 'eyelets'].map(missing)
  expect(fewChanges([...lost, price])).toEqual({ told: [...lost.slice(0, 3), price], more: 2 })
  expect(fewChanges([price, ...lost.slice(0, 3)])).toEqual({ told: [price, ...lost.slice(0, 3)], more: 0 })
  expect(fewChanges([])).toEqual({ told: [], more: 0 })
})

test('another name, and a date that moved either way, are told beside the price', () => {
  const what = { ko: '색상: 먹', en: 'Colour: Ink' }
  const was = { ko: '흑', en: 'Black' }
  expect(changeText({ kind: 'changed', what, was, characteristicId: 'colour' }, 'ko').values).toEqual({
    what: '색상: 먹',
    was: '흑',
  })
  expect(changeText({ kind: 'days', from: 3, to: 8 }, 'ko')).toEqual({ key: 'mine.change.later', values: { n: 5 } })
  expect(changeText({ kind: 'days', from: 8, to: 7 }, 'en')).toEqual({ key: 'mine.change.earlier', values: { n: 1 } })
})
