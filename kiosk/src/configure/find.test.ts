import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { countOf, findIn } from './find.ts'
import type { Filter } from './find.ts'
import { stepsOf } from './groups.ts'

const steps = stepsOf(mug, openConfigurator(mug).look({ glaze: 'celadon', handle: 'round', name: '지은' }), new Map())
const sieve = {
  isRecommended: (id: string, value: string) => id === 'glaze' && value === 'ink',
  isPossible: (_: string, value: string) => value !== 'brass',
  isMade: (id: string) => id === 'glaze',
}
const found = (query: string, filter: Filter = 'all') =>
  findIn(steps, query, filter, sieve).flatMap(({ step, found: each }) =>
    each.map((one) => [step.group.id, one.characteristic.id, one.values.map((value) => value.id).join()]),
  )

test('a search finds values of every choice, by Korean initials too', () => {
  expect(found('ㅎㄷ')).toEqual([['look', 'handle', 'brass']])
  expect(found('ink')).toEqual([['look', 'glaze', 'ink']])
  expect(found('leather')).toEqual([])
})

test('a search for a choice by its own name finds all of its values', () => {
  expect(found('ㅅㅈㅇ')).toEqual([['look', 'handle', 'round,brass']])
  expect(found('name')).toEqual([['words', 'name', '']])
})

test('only what is recommended, with the values that are', () => {
  expect(found('', 'recommended')).toEqual([['look', 'glaze', 'ink']])
})

test('only what nobody has chosen yet, and of it only what is still possible', () => {
  expect(found('', 'open')).toEqual([
    ['look', 'handle', ''],
    ['words', 'name', ''],
  ])
  expect(found('brass', 'open')).toEqual([])
})

test('every filter says how many choices it leaves', () => {
  expect((['all', 'recommended', 'open'] as const).map((filter) => countOf(steps, filter, sieve))).toEqual([3, 1, 2])
})
