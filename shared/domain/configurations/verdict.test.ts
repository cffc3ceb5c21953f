import { expect, test } from 'vitest'
import type { ConfigModel } from '../catalogue/model.ts'
import { cup } from './testing/models.ts'
import { verdictOf } from './verdict.ts'
import { wordsOf } from './words.ts'
import { wellFormed } from './well-formed.ts'

const model = cup()
const bookOf = (...models: ConfigModel[]) => ({
  model: (_family: string, version?: number) =>
    (version === undefined ? models.at(-1) : models.find((each) => each.version === version)) ?? null,
})
const document = {
  familyId: model.id,
  modelVersion: model.version,
  choices: { body: 'clay', colour: 'red', handle: 'bare' },
}

test('a document that can be ordered has a price, a key and a SKU', () => {
  const verdict = verdictOf(bookOf(model), document)
  expect(verdict).toMatchObject({ validity: { state: 'valid', changes: [] } })
  expect(verdict.sku).toBe(`${model.skuPrefix}-${verdict.canonicalKey?.slice(0, 8)}`)
})

test('one that cannot be ordered has a price and no key', () => {
  const verdict = verdictOf(bookOf(model), { ...document, choices: {} })
  expect([verdict.canonicalKey, verdict.sku]).toEqual([null, null])
  expect(verdict.price.minor).toBeGreaterThanOrEqual(0)
})

test('what is gone today is named in the words of the version it was chosen under', () => {
  const today: ConfigModel = {
    ...model,
    version: model.version + 1,
    characteristics: model.characteristics.map((each) =>
      each.kind === 'choice' && each.id === 'colour'
        ? { ...each, values: each.values.filter(({ id }) => id !== 'red') }
        : each,
    ),
  }
  const { validity } = verdictOf(bookOf(model, today), document)
  expect(validity.state).not.toBe('valid')
  expect(validity.changes.map(({ kind }) => kind)).toContain('gone')
  expect(JSON.stringify(validity.changes)).toContain('red')
})

test('what is not made here any more can be read by its own words, and nothing else', () => {
  const words = wordsOf(model, document.choices)
  const verdict = verdictOf(bookOf(), { ...document, words })
  expect(verdict).toMatchObject({ sku: null, validity: { state: 'invalid' }, price: words.price, words })
  expect(() => verdictOf(bookOf(), document)).toThrow('no version')
})

test('choices are taken when each fits its characteristic or stood like this before', () => {
  expect(wellFormed(model, { body: 'clay', colour: '' }, {})).toEqual({ body: 'clay' })
  expect(wellFormed(model, { body: 'gold' }, {})).toBeNull()
  expect(wellFormed(model, { body: 'gold' }, { body: 'gold' })).toEqual({ body: 'gold' })
})
