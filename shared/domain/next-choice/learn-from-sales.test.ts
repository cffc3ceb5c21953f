import { expect, it } from 'vitest'
import type { Choices, ConfigModel } from '../catalogue/model.ts'
import { mug } from '../configurations/testing/mug.ts'
import { BUYERS_MAX, historyOf } from './learn-from-sales.ts'
import type { SoldConfiguration } from './learn-from-sales.ts'

const text = (en: string) => ({ ko: en, en })
const choice = (id: string, values: readonly string[]) => ({
  ...({ id, group: 'all', title: text(id), required: true, kind: 'choice' } as const),
  values: values.map((value) => ({ id: value, title: text(value) })),
})
const base = { group: 'all', title: text('x'), required: false } as const
const model: ConfigModel = {
  ...mug,
  characteristics: [
    choice('colour', ['blue', 'red', 'green']),
    { ...base, id: 'name', kind: 'text', pattern: '.*', lengthMax: 20 },
    { ...base, id: 'height', kind: 'number', min: 1, max: 9, step: 1 },
    { ...base, id: 'photo', kind: 'picture', types: ['image/png'], bytesMax: 9, widthMin: 1, heightMin: 1 },
    choice('lid', ['on', 'off']),
  ],
}
const sold = (buyer: string | null, choices: Choices, secret = false): SoldConfiguration => ({ buyer, secret, choices })
const five = (choices: Choices) => Array.from({ length: 5 }, () => sold(null, choices))

it('counts what was taken together, each combination once, with the number of people', () => {
  expect(
    historyOf(model, [
      ...five({ colour: 'red', lid: 'on' }),
      ...five({ colour: 'blue', lid: 'off' }),
      sold('a', { colour: 'red', lid: 'on' }),
    ]),
  ).toEqual({
    characteristics: [
      { id: 'colour', values: ['blue', 'red'] },
      { id: 'lid', values: ['on', 'off'] },
    ],
    rows: [
      [0, 1],
      [1, 0],
    ],
    buyers: [5, 6],
  })
})

it('holds no text, number or picture, and nobody', () => {
  const personal = { colour: 'red', name: 'Kanarienvogel', height: 7, photo: `picture:${'a'.repeat(64)}` }
  const told = JSON.stringify(historyOf(model, [...five(personal), sold('buyer-of-mugs', personal)]))
  for (const word of ['Kanarienvogel', 'name', 'height', 'picture', 'aaaa', 'buyer-of'])
    expect(told).not.toContain(word)
})

it('does not take for a value what an older model let people write', () => {
  const written = historyOf(model, [...five({ colour: 'red' }), sold('a', { colour: 'For Ada, with love' })])
  expect(written).toMatchObject({
    rows: [
      [-1, -1],
      [0, -1],
    ],
    buyers: [1, 5],
  })
  expect(JSON.stringify(written)).not.toContain('Ada')
})

it('does not show a value that fewer than five people took, only that they took none of the others', () => {
  const all = [...five({ colour: 'red' }), ...five({ colour: 'green', lid: 'on' }).slice(1)]
  expect(historyOf(model, all)).toMatchObject({
    characteristics: [{ values: ['red'] }, { values: [] }],
    rows: [
      [-1, -1],
      [0, -1],
    ],
    buyers: [4, 5],
  })
})

it('counts a known buyer once, with the newest purchase', () => {
  const { buyers, rows } = historyOf(model, [
    sold('a', { colour: 'blue' }),
    sold('a', { colour: 'red' }),
    ...five({ colour: 'red' }),
  ])
  expect([rows, buyers]).toEqual([
    [
      [-1, -1],
      [0, -1],
    ],
    [1, 5],
  ])
})

it('keeps secret gifts secret', () => {
  expect(historyOf(model, [...five({ colour: 'red' }), sold('a', { colour: 'green' }, true)]).buyers).toEqual([5])
})

it('tells nothing of fewer than five people', () => {
  const told = historyOf(model, five({ colour: 'red' }).slice(1))
  expect([told.rows, told.buyers, told.characteristics.flatMap(({ values }) => values)]).toEqual([[], [], []])
})

it('does not tell in which order things were sold', () => {
  const all = [...five({ colour: 'red' }), ...five({ colour: 'blue' }), sold('a', { colour: 'green' })]
  expect(historyOf(model, all)).toEqual(historyOf(model, [...all].reverse()))
})

it('learns from so many people at most, the newest', () => {
  const old = Array.from({ length: 20 }, () => sold(null, { colour: 'green' }))
  const young = Array.from({ length: BUYERS_MAX }, () => sold(null, { colour: 'red' }))
  expect(historyOf(model, [...young, ...old]).buyers).toEqual([BUYERS_MAX])
})
