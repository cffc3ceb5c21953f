import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { asSaved } from '@dangol/domain/configurations/in-hand.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { mendings, needsMending } from './mend.ts'

const engine = openConfigurator(mug)
const mended = (choices: Record<string, string>) => mendings(mug, engine, asSaved(choices), 3).map((one) => one.choices)
const needs = (choices: Record<string, string>) => needsMending(mug, choices, engine.look(choices))

test('a saved product that can still be made needs nothing', () => {
  expect(needs({ glaze: 'celadon', handle: 'round' })).toBe(false)
})

test('choices that clash today are mended either way round, each by one change', () => {
  const clashing = { glaze: 'celadon', handle: 'brass' }
  expect(needs(clashing)).toBe(true)
  expect(mended(clashing)).toEqual(
    expect.arrayContaining([
      { glaze: 'ink', handle: 'brass' },
      { glaze: 'celadon', handle: 'round' },
    ]),
  )
})

test('a value that is gone is filled in anew, and the rest stays', () => {
  const stale = { glaze: 'ink', handle: 'jade' }
  expect(needs(stale)).toBe(true)
  expect(mended(stale)).toEqual([{ glaze: 'ink', handle: 'round' }])
})
