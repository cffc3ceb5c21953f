import { expect, test } from 'vitest'
import { RUNNER } from '../testing/runner.ts'
import { useDraft } from './use-draft.ts'

test('every choice moves the price, and what no longer goes says why', () => {
  const draft = useDraft(RUNNER, {})
  draft.choose('sole', 'trail')
  expect(draft.price.value.total.minor).toBe(110_000)
  const carbon = draft.view.value.characteristics.get('plate')?.values.get('carbon')
  expect(carbon).toMatchObject({ kind: 'excluded', because: [{ constraintId: 'no-carbon-trail' }] })
})

test('a repair changes as little as possible and is one step to undo', () => {
  const draft = useDraft(RUNNER, { sole: 'trail', plate: 'none' })
  const repair = draft.repairFor('plate', 'carbon')
  expect(repair).toMatchObject({ choices: { sole: 'road', plate: 'carbon' }, changed: ['sole'] })
  if (repair !== null) draft.replace(repair.choices)
  draft.undo()
  expect(draft.choices.value).toEqual({ sole: 'trail', plate: 'none' })
})

test('taking a choice back is a step as well', () => {
  const draft = useDraft(RUNNER, {})
  draft.choose('sole', 'road')
  draft.choose('sole', undefined)
  expect(draft.choices.value).toEqual({})
  draft.undo()
  expect(draft.choices.value).toEqual({ sole: 'road' })
  expect(draft.changed.value).toBe(true)
})
