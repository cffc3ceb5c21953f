import { expect, test } from 'vitest'
import { RUNNER } from '../testing/runner.ts'
import { useDraft } from './use-draft.ts'

const kindOf = (draft: ReturnType<typeof useDraft>, id: string, valueId: string) =>
  draft.madeView.value.characteristics.get(id)?.values.get(valueId)?.kind

test('every choice moves the price, and what no longer goes says why', () => {
  const draft = useDraft(RUNNER, {})
  draft.choose('sole', 'trail')
  expect(draft.price.value.total.minor).toBe(110_000)
  const carbon = draft.madeView.value.characteristics.get('plate')?.values.get('carbon')
  expect(carbon).toMatchObject({ kind: 'excluded', because: [{ constraintId: 'no-carbon-trail' }] })
})

test('a new one is the whole standard product, of which nothing is ruled out by what nobody chose', () => {
  const draft = useDraft(RUNNER, null)
  expect(draft.choices.value).toEqual({ sole: 'road', plate: 'none' })
  expect(draft.view.value.complete).toBe(true)
  draft.choose('plate', 'carbon')
  expect([kindOf(draft, 'sole', 'trail'), kindOf(draft, 'sole', 'road')]).toEqual(['excluded', 'open'])
  draft.withdraw('plate')
  expect(kindOf(draft, 'sole', 'trail')).toBe('open')
})

test('what was filled in gives way to a choice, and that is told until the next step', () => {
  const draft = useDraft(RUNNER, null)
  draft.become({ choices: { sole: 'road', plate: 'carbon' }, by: new Map(), filledBy: 'defaults' })
  expect(draft.alsoChanged('en')).toEqual([])
  draft.choose('sole', 'trail')
  expect(draft.alsoChanged('en')).toEqual([{ id: 'plate', what: 'Plate', from: 'carbon', to: 'none' }])
  draft.choose('plate', 'none')
  expect(draft.alsoChanged('en')).toEqual([])
})

test('a way to a value that is ruled out shows what becomes what, and is one step to undo', () => {
  const draft = useDraft(RUNNER, { sole: 'trail', plate: 'none' })
  const [way, ...others] = draft.waysTo('plate', 'carbon', 'en')
  expect(others).toEqual([])
  expect(way).toMatchObject({
    priceMinor: 40_000,
    lines: [
      { what: 'Sole', from: 'trail', to: 'road' },
      { what: 'Plate', from: 'none', to: 'carbon' },
    ],
  })
  if (way) draft.become(way.hand)
  expect(draft.choices.value).toEqual({ sole: 'road', plate: 'carbon' })
  draft.undo()
  expect(draft.choices.value).toEqual({ sole: 'trail', plate: 'none' })
})

test('the rest is filled in without touching what was chosen, for the least money if so wished', () => {
  const draft = useDraft(RUNNER, null)
  draft.choose('sole', 'trail')
  const [, cheapest] = draft.fillings('en')
  expect(cheapest).toMatchObject({ priceMinor: 0, lines: [], hand: { choices: { sole: 'trail' }, filledBy: 'price' } })
})

test('where the price can still go is known while something is open, and narrows with each choice', () => {
  const draft = useDraft(RUNNER, null)
  const range = () => {
    const price = draft.madeView.value.outlook.price
    return [price?.lowest.minor, price?.highest.minor]
  }
  expect(range()).toEqual([100_000, 150_000])
  expect(draft.madeView.value.outlook.variants).toBe(3n)
  draft.choose('sole', 'trail')
  expect(range()).toEqual([110_000, 110_000])
})

test('a stored product that cannot be made has a way out, which is only shown', () => {
  const draft = useDraft(RUNNER, { sole: 'trail', plate: 'carbon' })
  expect(draft.view.value.violated).toMatchObject([{ constraintId: 'no-carbon-trail' }])
  const way = draft.wayOut('en')
  expect(way?.lines).toHaveLength(1)
  expect(draft.choices.value).toEqual({ sole: 'trail', plate: 'carbon' })
  if (way) draft.become(way.hand)
  expect(draft.view.value).toMatchObject({ complete: true, violated: [] })
  expect(draft.wayOut('en')).toBeNull()
})

test('taking a choice back is a step as well', () => {
  const draft = useDraft(RUNNER, {})
  draft.choose('sole', 'road')
  draft.choose('sole', undefined)
  expect(draft.choices.value['sole']).toBeUndefined()
  draft.undo()
  expect(draft.choices.value['sole']).toBe('road')
})
