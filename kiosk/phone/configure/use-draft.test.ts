import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { useDraft } from './use-draft.ts'

const text = (word: string) => ({ ko: word, en: word })
const value = (id: string, priceMinor = 0) => ({ id, title: text(id), priceMinor })
const MODEL: ConfigModel = {
  id: 'runner' as FamilyId,
  version: 1,
  skuPrefix: 'RUN',
  currency: 'KRW',
  title: text('Runner'),
  tagline: text(''),
  sampleAt: text(''),
  groups: [{ id: 'all', title: text('All') }],
  characteristics: [
    {
      kind: 'choice',
      id: 'sole',
      group: 'all',
      title: text('Sole'),
      required: true,
      values: [value('road'), value('trail', 10_000)],
    },
    {
      kind: 'choice',
      id: 'plate',
      group: 'all',
      title: text('Plate'),
      required: true,
      values: [value('none'), value('carbon', 50_000)],
    },
  ],
  constraints: [
    {
      id: 'no-carbon-trail',
      kind: 'forbid',
      over: ['sole', 'plate'],
      rows: [['trail', 'carbon']],
      why: text('Carbon breaks on stones'),
    },
  ],
  basePriceMinor: 100_000,
  priceRules: [],
  assemblyDays: 1,
  leadTimes: [],
  art: { viewBox: '0 0 1 1', layers: [] },
}

test('every choice moves the price, and what no longer goes says why', () => {
  const draft = useDraft(MODEL, {})
  draft.choose('sole', 'trail')
  expect(draft.price.value.total.minor).toBe(110_000)
  const carbon = draft.view.value.characteristics.get('plate')?.values.get('carbon')
  expect(carbon).toMatchObject({ kind: 'excluded', because: [{ constraintId: 'no-carbon-trail' }] })
})

test('a repair changes as little as possible and is one step to undo', () => {
  const draft = useDraft(MODEL, { sole: 'trail', plate: 'none' })
  const repair = draft.repairFor('plate', 'carbon')
  expect(repair).toMatchObject({ choices: { sole: 'road', plate: 'carbon' }, changed: ['sole'] })
  if (repair !== null) draft.replace(repair.choices)
  draft.undo()
  expect(draft.choices.value).toEqual({ sole: 'trail', plate: 'none' })
})

test('taking a choice back is a step as well', () => {
  const draft = useDraft(MODEL, {})
  draft.choose('sole', 'road')
  draft.choose('sole', undefined)
  expect(draft.choices.value).toEqual({})
  draft.undo()
  expect(draft.choices.value).toEqual({ sole: 'road' })
  expect(draft.changed.value).toBe(true)
})
