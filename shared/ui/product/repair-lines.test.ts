import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { repairLines } from './repair-lines.ts'

const engine = openConfigurator(mug)
const before = { glaze: 'celadon', handle: 'round' }

test('what else changes is told by name, without the value that was asked for', () => {
  const repair = engine.repair(before, 'handle', 'brass')
  if (!repair) throw new Error('brass can be had')
  expect(repairLines(mug, before, repair, 'handle', 'ko')).toEqual([{ what: '유약', from: '청자', to: '먹' }])
})

test('a choice that falls away has nothing to become', () => {
  const repair = { choices: { handle: 'brass' }, changed: [], dropped: ['glaze'] }
  expect(repairLines(mug, before, repair, 'handle', 'en')).toEqual([{ what: 'Glaze', from: 'Celadon', to: null }])
})
