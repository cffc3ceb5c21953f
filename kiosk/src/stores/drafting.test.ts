import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { testHost, testId, visitOf } from '../testing/host.ts'
import { useDrafting } from './drafting.ts'
import { useNotices } from './notices.ts'

const id = testId<ConfigurationId>(77)
const saved = (revision: number, choices: ConfigurationView['choices']): ConfigurationView => ({
  id,
  familyId: mug.id,
  modelVersion: mug.version,
  revision,
  name: '내 머그',
  personaId: null,
  secret: false,
  choices,
  origin: 'kiosk',
  savedAt: 0,
  price: { minor: 20_000, currency: 'KRW' },
  canonicalKey: null,
  sku: null,
  validity: { state: 'valid', changes: [] },
  promise: { date: '2026-12-03', basis: 'estimate', steps: [], provisional: false },
})
type Save = BridgeInput<'configuration:save'>

function opened(answers: Parameters<typeof testHost>[0] = {}) {
  const host = testHost(answers)
  host.push(visitOf(1))
  const drafting = useDrafting()
  drafting.open(mug, '내 머그', null)
  const saves = () => host.asked.filter((one) => one.name === 'configuration:save').map((one) => one.input as Save)
  return { host, drafting, saves }
}

test('a new draft starts as a whole product, with its price and no way back', () => {
  const { drafting } = opened()
  expect(drafting.choices).toEqual({ glaze: 'celadon', handle: 'round' })
  expect(drafting.price?.total).toEqual({ minor: 20_000, currency: 'KRW' })
  expect(drafting.look?.missing).toEqual(['name'])
  expect(drafting.canUndo).toBe(false)
})

test('a choice changes price and exclusions at once, and undo takes it back', () => {
  const { drafting } = opened()
  const brass = () => drafting.madeLook?.characteristics.get('handle')?.values.get('brass')?.kind
  expect(brass()).toBe('open')
  drafting.choose('glaze', 'celadon')
  expect(brass()).toBe('excluded')
  drafting.choose('glaze', 'ink')
  expect(drafting.price?.total.minor).toBe(23_000)
  expect(brass()).toBe('open')
  drafting.undo()
  expect(brass()).toBe('excluded')
  drafting.redo()
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'round' })
})

test('what was only filled in makes room for a choice, and the shopper is told', () => {
  const { drafting } = opened()
  drafting.choose('handle', 'brass')
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  expect(drafting.remark).toMatchObject({ kind: 'adjusted', asked: 'handle' })
  drafting.undo()
  expect(drafting.choices).toEqual({ glaze: 'celadon', handle: 'round' })
  expect(drafting.remark).toBeNull()
})

test('a choice made earlier can be taken back by itself', () => {
  const { drafting } = opened()
  drafting.choose('handle', 'brass')
  drafting.choose('name', '지은')
  drafting.withdraw('handle')
  expect(drafting.choices).toEqual({ glaze: 'celadon', handle: 'round', name: '지은' })
  drafting.undo()
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass', name: '지은' })
})

test('an excluded value can be made possible, and the repair says what it alters', () => {
  const { drafting } = opened()
  drafting.choose('glaze', 'celadon')
  const [repair] = drafting.repairs('handle', 'brass', 1)
  expect(repair?.choices).toMatchObject({ glaze: 'ink', handle: 'brass' })
  expect(repair?.changed).toContain('glaze')
})

test('clearing a text leaves it open instead of empty', () => {
  const { drafting } = opened()
  drafting.choose('name', '지은')
  drafting.choose('name', null)
  expect('name' in drafting.choices).toBe(false)
})

test('changes are saved after a pause with the revision they started from', async () => {
  const { host, drafting, saves } = opened({
    'configuration:save': (one: Save) => saved(one.revision + 1, one.choices),
  })
  drafting.choose('glaze', 'ink')
  await host.pass(1_000)
  drafting.choose('handle', 'brass')
  await host.pass(1_000)
  expect(saves().map(({ id: of, revision, epoch }) => ({ of, revision, epoch }))).toEqual([
    { of: null, revision: 0, epoch: 1 },
    { of: id, revision: 1, epoch: 1 },
  ])
  expect(drafting.saveState).toBe('clean')
})

test('a date is asked for once after a burst of choices, and never shown for other choices', async () => {
  const { host, drafting } = opened({
    'configuration:quote': (one: BridgeInput<'configuration:quote'>) => saved(0, one.choices),
  })
  drafting.choose('glaze', 'ink')
  drafting.choose('handle', 'brass')
  expect(drafting.quoted).toBeNull()
  await host.pass(500)
  expect(host.asked.filter((one) => one.name === 'configuration:quote')).toHaveLength(1)
  expect(drafting.quoted?.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  drafting.choose('handle', 'round')
  expect(drafting.quoted).toBeNull()
})

test('an edit that lost is shown to its author, who can keep it', async () => {
  let answer: (one: Save) => unknown = (one) => saved(one.revision + 1, one.choices)
  const { host, drafting, saves } = opened({ 'configuration:save': (one: Save) => answer(one) })
  drafting.choose('glaze', 'ink')
  await host.pass(1_000)
  answer = () => 'stale-revision'
  drafting.choose('handle', 'brass')
  await host.pass(1_000)
  host.push(visitOf(1, { configurations: [saved(5, { glaze: 'celadon', handle: 'round' })] }))
  await nextTick()
  expect(drafting.saveState).toBe('conflict')
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  answer = (one) => saved(one.revision + 1, one.choices)
  drafting.decide('mine')
  await host.pass(1_000)
  expect(saves().at(-1)).toMatchObject({ id, revision: 5, choices: { glaze: 'ink', handle: 'brass' } })
  expect(drafting.saveState).toBe('clean')
})

test('the changed one can be taken instead', async () => {
  const { host, drafting } = opened({ 'configuration:save': () => 'stale-revision' })
  drafting.open(mug, '내 머그', saved(1, { glaze: 'ink', handle: 'round' }))
  drafting.choose('handle', 'brass')
  await host.pass(1_000)
  host.push(visitOf(1, { configurations: [saved(5, { glaze: 'celadon', handle: 'round' })] }))
  await nextTick()
  drafting.decide('theirs')
  expect(drafting.choices).toEqual({ glaze: 'celadon', handle: 'round' })
  expect(drafting.saveState).toBe('clean')
})

test('what a colleague saves while the shopper only looks is shown at once', async () => {
  const { host, drafting } = opened()
  drafting.open(mug, '내 머그', saved(1, { glaze: 'ink', handle: 'round' }))
  host.push(visitOf(1, { configurations: [saved(2, { glaze: 'ink', handle: 'brass' })] }))
  await nextTick()
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  expect(drafting.hand.by.get('handle')).toBe('associate')
  expect(drafting.saveState).toBe('clean')
})

test('without the store server the draft stays on the screen, unsaved, and is saved when it is back', async () => {
  let reachable = false
  const { host, drafting } = opened({
    'configuration:save': (one: Save) => (reachable ? saved(one.revision + 1, one.choices) : 'unavailable'),
  })
  drafting.choose('glaze', 'ink')
  expect(await drafting.saved()).toBeNull()
  expect(drafting.saveState).toBe('unsaved')
  reachable = true
  await host.pass(5_000)
  expect(drafting.saveState).toBe('clean')
})

test('a save that is refused for good says so', async () => {
  const { drafting } = opened({ 'configuration:save': () => 'not-yours' })
  drafting.choose('glaze', 'ink')
  expect(await drafting.saved()).toBeNull()
  expect(useNotices().notice).toEqual({ kind: 'refused', code: 'not-yours' })
})

test('[E1] a save that is answered after another draft was taken in hand says nothing of that one', async () => {
  let answer: (view: ConfigurationView) => void = () => undefined
  const late = new Promise<ConfigurationView>((resolve) => (answer = resolve))
  const { host, drafting } = opened({ 'configuration:save': () => late })
  drafting.choose('glaze', 'ink')
  await host.pass(1_000)
  drafting.reset()
  drafting.open(mug, '다음 분의 머그', null)
  answer(saved(1, { glaze: 'ink' }))
  await host.pass(0)
  expect(drafting.draft?.saved).toBeNull()
  expect(drafting.draft?.name).toBe('다음 분의 머그')
})
