import type { Change, NotTaken } from '@dangol/domain/assist/shared-draft.ts'
import type { ConfigurationId, SuggestionId } from '@dangol/domain/ids/ids.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { testId, visitOf } from '../testing/host.ts'
import { JIEUN, sharedStore } from '../testing/shared-store.ts'
import { useDrafting } from './drafting.ts'
import { useNotices } from './notices.ts'
import { useSharing } from './sharing.ts'

const to = (characteristicId: string, choice: string | null): Change => ({ characteristicId, to: choice })
const late = (wanted: string, now: string): NotTaken => ({
  ...{ characteristicId: 'glaze', wanted, now, by: JIEUN, why: 'changed-meanwhile' },
})

/** A mug in hand, shared with an associate who may co-edit. */
async function together(answers: Parameters<typeof sharedStore>[0] = {}) {
  const store = sharedStore(answers)
  const [drafting, sharing] = [useDrafting(), useSharing()]
  drafting.open(mug, '내 머그', null)
  store.agree('co-edit')
  await store.pass(0)
  return { store, drafting, sharing }
}

test('[H4] nothing is shared before the shopper agreed, and what somebody made is shared then', async () => {
  const store = sharedStore()
  const drafting = useDrafting()
  drafting.open(mug, '내 머그', null)
  drafting.choose('glaze', 'ink')
  await store.pass(0)
  expect(store.asked.some((one) => one.name.startsWith('draft:'))).toBe(false)
  store.agree('view')
  await store.pass(0)
  expect(store.asked.find((one) => one.name === 'draft:open')?.input).toMatchObject({
    id: null,
    made: { glaze: 'ink' },
  })
  expect(useSharing().draft?.made).toEqual({ glaze: 'ink' })
})

test('a choice is on the screen at once, says what it was made on top of, and stays when it is answered', async () => {
  const { store, drafting } = await together()
  store.atTablet(to('handle', 'round'))
  drafting.choose('glaze', 'ink')
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'round' })
  expect(store.edits()).toMatchObject([{ seen: 1, changes: [to('glaze', 'ink')] }])
  await store.pass(0)
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'round' })
  expect(store.draft().revision).toBe(2)
})

test('what an associate changes is in hand at once, as theirs, and is saved like the shopper’s own', async () => {
  const { store, drafting } = await together()
  store.atTablet(to('handle', 'brass'))
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  expect(drafting.hand.by.get('handle')).toBe('associate')
  expect(drafting.price?.total.minor).toBe(32_000)
  await store.pass(1_000)
  const saved = store.asked.findLast((one) => one.name === 'configuration:save')?.input
  expect(saved).toMatchObject({ id: testId<ConfigurationId>(777), choices: { glaze: 'ink', handle: 'brass' } })
})

test('[H1] a choice that came too late gives way, is shown to the shopper, and is put in only if they say so', async () => {
  const { store, drafting, sharing } = await together()
  store.overtake(late('ink', 'celadon'))
  drafting.choose('glaze', 'ink')
  store.atTablet(to('glaze', 'celadon'))
  expect(drafting.choices['glaze']).toBe('celadon')
  await store.pass(0)
  expect(sharing.notTaken).toEqual([late('ink', 'celadon')])
  sharing.insist()
  expect(sharing.notTaken).toEqual([])
  expect(drafting.choices['glaze']).toBe('ink')
  await store.pass(0)
  expect(store.edits().at(-1)).toMatchObject({ seen: store.draft().revision - 1, changes: [to('glaze', 'ink')] })
})

test('[H1] choosing the same anew settles what was not taken, and leaving it does too', async () => {
  const { store, drafting, sharing } = await together()
  store.overtake(late('ink', 'celadon'))
  drafting.choose('glaze', 'ink')
  await store.pass(0)
  drafting.choose('glaze', 'ink')
  expect(sharing.notTaken).toEqual([])
  await store.pass(0)
  store.overtake(late('celadon', 'ink'))
  drafting.choose('glaze', 'celadon')
  await store.pass(0)
  sharing.keep()
  expect(sharing.notTaken).toEqual([])
})

test('[H3] undo takes back the shopper’s own last edit; what the associate did meanwhile stays', async () => {
  const { store, drafting } = await together()
  expect(drafting.canUndo).toBe(false)
  drafting.choose('glaze', 'ink')
  await store.pass(0)
  store.atTablet(to('name', '지은'))
  expect(drafting.canUndo).toBe(true)
  drafting.undo()
  await store.pass(0)
  expect(drafting.choices).toEqual({ glaze: 'celadon', handle: 'round', name: '지은' })
  expect(drafting.canUndo).toBe(false)
  expect(drafting.canRedo).toBe(false)
})

test('with the line down the shopper goes on, can take back what nobody heard of, and it is passed on later', async () => {
  const { store, drafting, sharing } = await together()
  store.reach(false)
  drafting.choose('glaze', 'ink')
  drafting.choose('handle', 'brass')
  await store.pass(0)
  expect(sharing.paused).toBe(true)
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  drafting.undo()
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'round' })
  store.reach(true)
  await store.pass(0)
  expect(store.draft().made).toEqual({ glaze: 'ink' })
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'round' })
})

test('a whole product that was shown is the one that everybody gets', async () => {
  const { store, drafting } = await together()
  drafting.become(
    { choices: { glaze: 'ink', handle: 'round' }, by: new Map(), filledBy: 'price' },
    { kind: 'filled', asked: null },
  )
  await store.pass(0)
  expect(store.draft().made).toEqual({ glaze: 'ink' })
  expect(drafting.remark?.kind).toBe('filled')
})

test('a choice that altered more than was touched says so, also when it is shared; taking one back does not', async () => {
  const { store, drafting } = await together()
  drafting.choose('handle', 'brass')
  expect(drafting.remark).toMatchObject({ kind: 'adjusted', asked: 'handle' })
  await store.pass(0)
  drafting.withdraw('handle')
  expect(drafting.choices).toEqual({ glaze: 'celadon', handle: 'round' })
  expect(store.edits().at(-1)?.changes).toEqual([to('handle', null)])
})

test('a suggestion that is taken stays the associate’s; one that is left changes nothing', async () => {
  const { store, drafting, sharing } = await together()
  const suggestion = { id: testId<SuggestionId>(800), author: JIEUN, at: 0, changes: [to('glaze', 'ink')] }
  store.suggest(suggestion)
  sharing.decide(suggestion, false)
  await store.pass(0)
  expect(drafting.choices['glaze']).toBe('celadon')
  store.suggest(suggestion)
  sharing.decide(suggestion, true)
  await store.pass(0)
  expect(drafting.choices['glaze']).toBe('ink')
  expect(drafting.hand.by.get('glaze')).toBe('associate')
  expect(sharing.draft?.suggestions).toEqual([])
})

test('[H4] when help ends nothing more is sent, and what is in hand goes on as it stands', async () => {
  const { store, drafting, sharing } = await together()
  drafting.choose('glaze', 'ink')
  store.atTablet(to('handle', 'brass'))
  await store.pass(0)
  store.agree(null)
  expect(sharing.draft).toBeNull()
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  const sent = store.edits().length
  drafting.choose('name', '지은')
  await store.pass(0)
  expect(store.edits()).toHaveLength(sent)
  expect(drafting.choices['name']).toBe('지은')
  drafting.undo()
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  expect(drafting.canUndo).toBe(false)
})

test('what the shopper chooses while the draft is being shared is an edit of theirs', async () => {
  let answer: (value: unknown) => void = () => undefined
  const { store, drafting } = await together({ 'draft:open': () => new Promise((settle) => (answer = settle)) })
  drafting.choose('glaze', 'ink')
  const fresh = { revision: 0, hands: {}, history: [], suggestions: [] }
  const about = { familyId: mug.id, modelVersion: mug.version, name: '내 머그', made: {} }
  answer({ id: testId<ConfigurationId>(777), ...about, ...fresh })
  await store.pass(0)
  expect(drafting.choices['glaze']).toBe('ink')
  expect(store.edits()).toMatchObject([{ seen: 0, changes: [to('glaze', 'ink')] }])
})

test('what could not be shared is shared a little later', async () => {
  let isReached = false
  const store = sharedStore({
    'draft:open': () => (isReached ? { ...SHARED, id: testId<ConfigurationId>(777) } : 'unavailable'),
  })
  useDrafting().open(mug, '내 머그', null)
  store.agree('view')
  await store.pass(0)
  expect(useSharing().draft).toBeNull()
  isReached = true
  await store.pass(3_000)
  expect(useSharing().draft?.id).toBe(testId<ConfigurationId>(777))
})

test('another product in hand is shared in place of the one before, once', async () => {
  const { store, drafting, sharing } = await together()
  drafting.choose('glaze', 'ink')
  await store.pass(0)
  drafting.open({ ...mug, version: 4 }, '다른 머그', null)
  await store.pass(0)
  const opened = store.asked.filter((one) => one.name === 'draft:open').map((one) => one.input)
  expect(opened).toMatchObject([{ modelVersion: 3 }, { modelVersion: 4, made: {} }])
  expect(sharing.draft?.modelVersion).toBe(4)
  expect(sharing.invited).toBeNull()
})

test('a draft that an associate put into everyone’s hands is offered, and taken up only when the shopper goes there', async () => {
  const { store, drafting, sharing } = await together()
  const other = { ...SHARED, id: testId<ConfigurationId>(778), made: { handle: 'brass' } }
  store.push({ sharedDraft: other })
  await nextTick()
  expect(sharing.invited?.id).toBe(other.id)
  expect(drafting.choices).toEqual({ glaze: 'celadon', handle: 'round' })
  drafting.join(mug, other)
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  expect(sharing.invited).toBeNull()
})

test('a screen that starts over in the middle takes up what is shared instead of putting its own there', async () => {
  const store = sharedStore()
  const drafting = useDrafting()
  store.agree('co-edit')
  store.push({ sharedDraft: { ...SHARED, id: testId<ConfigurationId>(777), made: { glaze: 'ink' } } })
  drafting.open(mug, '내 머그', null)
  await store.pass(0)
  expect(drafting.choices).toEqual({ glaze: 'ink', handle: 'round' })
  expect(store.asked.some((one) => one.name === 'draft:open')).toBe(false)
})

test('[E1] a shared draft ends with the visit: nothing of it is left for the next shopper', async () => {
  const { store, drafting, sharing } = await together()
  store.reach(false)
  drafting.choose('glaze', 'ink')
  drafting.reset()
  sharing.reset()
  store.push({ visit: null, assists: [], sharedDraft: null })
  store.push(visitOf(2))
  store.reach(true)
  await store.pass(10_000)
  expect(store.edits().every((edit) => edit.epoch === 1)).toBe(true)
  expect(sharing.made).toBeNull()
})

const SHARED = {
  ...{ familyId: mug.id, modelVersion: mug.version, name: '내 머그', made: {} as Record<string, string> },
  ...{ revision: 0, hands: {}, history: [], suggestions: [] },
}

test('[H2] what cannot be shared as it is says so, until it can or something else is in hand', async () => {
  const { store, drafting, sharing } = await together({ 'draft:open': () => 'malformed-choices' })
  expect(sharing.isUnfit).toBe(true)
  await store.pass(3_000)
  expect(sharing.isUnfit).toBe(true)
  drafting.open(mug, '다른 머그', null)
  expect(sharing.isUnfit).toBe(false)
  await store.pass(0)
  expect(sharing.isUnfit).toBe(true)
  drafting.reset()
  expect(sharing.isUnfit).toBe(false)
})

test('[R1] a choice that the store refuses does not jump back without a word', async () => {
  const { store, drafting, sharing } = await together({ 'draft:edit': () => 'malformed-choices' })
  drafting.choose('glaze', 'ink')
  await store.pass(0)
  expect(drafting.choices['glaze']).not.toBe('ink')
  expect(useNotices().notice).toEqual({ kind: 'refused', code: 'malformed-choices' })
  expect(sharing.draft).not.toBeNull()
})

test('a line that comes and goes does not make it try the same thing more often', async () => {
  const { store } = await together({ 'draft:open': () => 'malformed-choices' })
  const opens = () => store.asked.filter((one) => one.name === 'draft:open').length
  for (const link of ['offline', 'online', 'offline', 'online', 'offline', 'online'] as const) {
    store.push({ link })
    await store.pass(0)
  }
  const before = opens()
  for (let tries = 0; tries < 3; tries += 1) await store.pass(3_000)
  expect(opens() - before).toBe(3)
})
