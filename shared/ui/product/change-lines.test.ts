import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { changeLines } from './change-lines.ts'

const before = { glaze: 'celadon', handle: 'round' }

test('what differs is told by name, in the order of the model', () => {
  expect(changeLines(mug, before, { handle: 'brass', glaze: 'ink' }, 'ko')).toEqual([
    { id: 'glaze', what: '유약', from: '청자', to: '먹' },
    { id: 'handle', what: '손잡이', from: '둥근', to: '황동' },
  ])
})

test('what appears comes from nothing, and what falls away becomes nothing', () => {
  const lines = changeLines(mug, { ...before, name: '지은' }, { handle: 'round', glaze: 'celadon' }, 'en')
  expect(lines).toEqual([{ id: 'name', what: 'name', from: '지은', to: null }])
  expect(changeLines(mug, {}, { glaze: 'ink' }, 'en')).toEqual([{ id: 'glaze', what: 'Glaze', from: null, to: 'Ink' }])
})

test('a value that the family does not have does not count on either side', () => {
  expect(changeLines(mug, { glaze: 'jade' }, {}, 'en')).toEqual([])
})
