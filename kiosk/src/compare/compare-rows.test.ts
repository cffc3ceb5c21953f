import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { compareGroups, differenceCount } from './compare-rows.ts'

const ours = { glaze: 'ink', handle: 'brass' }
const theirs = { glaze: 'ink', handle: 'round', name: '지은' }
const groups = (onlyDifferences: boolean) => compareGroups({ model: mug, ours, theirs, lang: 'ko', onlyDifferences })
const rows = (only: boolean) =>
  groups(only).flatMap((group) => group.rows.map((row) => [group.id, row.ours, row.theirs, row.differs]))

test('two configurations stand beside each other, group by group, where either has something', () => {
  expect(rows(false)).toEqual([
    ['look', '먹', '먹', false],
    ['look', '황동', '둥근', true],
    ['words', null, '지은', true],
  ])
})

test('only what differs leaves out the rest, and counts', () => {
  expect(rows(true).map(([, one]) => one)).toEqual(['황동', null])
  expect(differenceCount(groups(true))).toBe(2)
  expect(differenceCount(groups(false))).toBe(2)
})

test('a choice that does not count in a product is no difference', () => {
  const stale = { ...ours, handle: 'jade' }
  expect(
    compareGroups({ model: mug, ours, theirs: stale, lang: 'en', onlyDifferences: true })[0]?.rows[0],
  ).toMatchObject({
    ours: 'Brass',
    theirs: null,
    theirChoice: null,
  })
})
