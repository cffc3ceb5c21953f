import { expect, test } from 'vitest'
import { money } from '../money/arithmetic.ts'
import { choiceOf, cup, modelOf, said } from './testing/models.ts'
import { checkStored } from './validity.ts'

const good = { body: 'steel', colour: 'red', handle: 'bare' }

test('choices that fit today are valid, and the same price is no change', () => {
  expect(checkStored(cup(), { choices: good, price: money(0, 'KRW') })).toEqual({ state: 'valid', changes: [] })
  expect(checkStored(cup(), { choices: good })).toEqual({ state: 'valid', changes: [] })
})

test('another price is a change that leaves them valid', () => {
  const dearer = cup({ basePriceMinor: 1_200 })
  expect(checkStored(dearer, { choices: good, price: money(1_000, 'KRW') })).toEqual({
    state: 'valid',
    changes: [{ kind: 'price', from: money(1_000, 'KRW'), to: money(1_200, 'KRW') }],
  })
})

test('a value or characteristic that today has no more is gone, and what it leaves open is not told twice', () => {
  expect(checkStored(cup(), { choices: { ...good, colour: 'gold' } })).toEqual({
    state: 'invalid',
    changes: [{ kind: 'gone', what: said('colour: gold'), characteristicId: 'colour', choice: 'gold' }],
    repair: { choices: { ...good, colour: 'plain' }, changed: ['colour'], dropped: [] },
  })
  expect(checkStored(cup(), { choices: { ...good, strap: 'long' } })).toMatchObject({
    state: 'invalid',
    changes: [{ kind: 'gone', what: said('strap: long'), characteristicId: 'strap' }],
    repair: { choices: good, changed: [], dropped: ['strap'] },
  })
})

test('choices that exclude each other say so with the reason', () => {
  expect(checkStored(cup(), { choices: { ...good, body: 'glass' } })).toEqual({
    state: 'invalid',
    changes: [{ kind: 'excluded', what: said('body: glass, colour: red'), why: said('Glass is not dyed') }],
    repair: { choices: { ...good, body: 'steel' }, changed: ['body'], dropped: [] },
  })
})

test('what is open is missing', () => {
  expect(checkStored(cup(), { choices: { ...good, handle: 'named' } })).toEqual({
    state: 'incomplete',
    changes: [{ kind: 'missing', what: said('name'), characteristicId: 'name' }],
  })
})

test('choices that break nothing yet but leave nothing to choose are invalid', () => {
  const row = (a: string, c: string) => [a, c]
  const model = modelOf({
    characteristics: [choiceOf('a', ['1', '2']), choiceOf('b', ['1', '2']), choiceOf('c', ['1', '2'])],
    constraints: [
      { id: 'k1', kind: 'allow', over: ['a', 'c'], rows: [row('1', '1'), row('2', '2')], why: said('a goes with c') },
      { id: 'k2', kind: 'allow', over: ['b', 'c'], rows: [row('1', '1'), row('2', '2')], why: said('b goes with c') },
    ],
  })
  const validity = checkStored(model, { choices: { a: '1', b: '2' } })
  expect(validity.state).toBe('invalid')
  expect(validity.changes.map((change) => change.kind)).toEqual(['excluded', 'excluded', 'missing'])
})

test('a choice that lapsed is neither gone nor missing', () => {
  expect(
    checkStored(cup(), { choices: { body: 'clay', colour: 'red', handle: 'bare', lid: 'flat', name: '다미' } }),
  ).toEqual({
    state: 'valid',
    changes: [],
  })
})

test('what is called otherwise, costs more and takes longer is told, and leaves the choices valid', () => {
  const now = cup({
    basePriceMinor: 500,
    assemblyDays: 4,
    characteristics: cup().characteristics.map((each) =>
      each.id === 'colour' && each.kind === 'choice'
        ? { ...each, values: each.values.map((value) => ({ ...value, title: said(`new ${value.id}`), leadDays: 2 })) }
        : each,
    ),
  })
  expect(checkStored(now, { choices: good, price: money(0, 'KRW'), madeUnder: cup() })).toEqual({
    state: 'valid',
    changes: [
      { kind: 'changed', what: said('colour: new red'), was: said('red'), characteristicId: 'colour' },
      { kind: 'price', from: money(0, 'KRW'), to: money(500, 'KRW') },
      { kind: 'days', from: 0, to: 6 },
    ],
  })
})
