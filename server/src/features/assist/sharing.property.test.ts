import { ASSIST_MODES } from '@dangol/domain/assist/mode.ts'
import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { AssistId, ConfigurationId, SuggestionId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { wire } from '../../testing/goods-floor.ts'
import { MUG, mugOf, smallStore } from '../../testing/small-shop.ts'
import { callerOf } from '../../testing/store-core.ts'
import { openWiredStore } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const tablets = ['jieun', 'junho', 'seoyeon'].map((name) => callerOf('tablet', `tablet-of-${name}`, name))
const WISHES = { kind: ['table', 'travel', null], colour: ['blue', 'gold', null], name: ['WREN', '굴뚝새', null] }

type Deed = 'serve' | 'leave' | 'ask' | 'agree' | 'open' | 'edit' | 'undo' | 'suggest' | 'decide' | 'close' | 'sign-out'
const DEEDS: Deed[] = [
  'serve',
  'leave',
  'ask',
  'agree',
  'open',
  'edit',
  'undo',
  'suggest',
  'decide',
  'close',
  'sign-out',
]
/** Who does what, and three throws of a die that say how. */
const deed = fc.record({
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...DEEDS) },
    fc.constantFrom<Deed>('edit', 'ask', 'agree', 'open'),
  ),
  who: fc.nat(tablets.length),
  dice: fc.tuple(fc.nat(11), fc.nat(11), fc.nat(11)),
})

/** Every list that is picked from has something in it. */
const pick = <T>(from: readonly T[], die: number): T => from[die % from.length] as T

let store: WiredStore
beforeEach(async () => {
  store = await openWiredStore([{ feed: 'model', value: wire(mugOf(2)) }], { store: smallStore })
})
afterEach(() => void store.db.close())

/** One visit after the other in one store. */
function openVisit() {
  store.appended.length = 0
  const begun = store.handlers['visits:begin'](kiosk, {
    commandId: store.commandId(),
    lang: 'ko',
  }) as Answer<'visits:begin'>
  const visitId = begun.ok ? begun.value.id : expect.fail(begun.error.code)
  const puts = (topic: Topic): Put[] => store.features.sharing.snapshot(topic)
  const shared = () => puts(`visit:${visitId}`)
  const assists = () => shared().flatMap((put) => (put.kind === 'assist' ? [put.value] : []))
  const draft = () => shared().flatMap((put) => (put.kind === 'shared-draft' ? [put.value] : []))[0] ?? null
  return { store, visitId, puts, shared, assists, draft }
}
type Opened = ReturnType<typeof openVisit>

type Done = { ok: boolean } | Promise<{ ok: boolean }> | null
type Doing = ReturnType<typeof aboutTo>

/** What a deed is done with, by the throws of its dice. */
function aboutTo(
  { store, visitId, assists, draft }: Opened,
  { who, dice: [a, b, c] }: { who: number; dice: number[] },
) {
  const [one, two, three] = [a ?? 0, b ?? 0, c ?? 0]
  const isKiosk = who === tablets.length
  const present = draft()
  const id = pick(Object.keys(WISHES) as (keyof typeof WISHES)[], one)
  const newId = <T>(): T => store.commandId() as unknown as T
  const command = () => ({ commandId: store.commandId(), visitId })
  return {
    ...{ store, command, newId, die: three, present },
    handlers: store.handlers,
    caller: isKiosk ? kiosk : pick(tablets, who),
    staff: pick(tablets, isKiosk ? one : who),
    assistId: assists().length === 0 ? newId<AssistId>() : pick(assists(), one).id,
    mode: pick(ASSIST_MODES, two),
    inDraft: { ...command(), draftId: present?.id ?? newId<ConfigurationId>() },
    changes: [{ characteristicId: id, to: pick<string | null>(WISHES[id], two) }],
  }
}

const DEED: Readonly<Record<Deed, (doing: Doing) => Done>> = {
  serve: ({ handlers, staff, command, die }) => handlers['visits:serve'](staff, { ...command(), serving: die > 1 }),
  leave: ({ handlers, staff, command, assistId }) => handlers['assist:leave'](staff, { ...command(), assistId }),
  ask({ handlers, staff, command, newId, mode }) {
    void handlers['visits:serve'](staff, { ...command(), serving: true })
    return handlers['assist:ask'](staff, { ...command(), assistId: newId<AssistId>(), mode })
  },
  agree: ({ handlers, command, assistId, die, mode }) =>
    handlers['assist:agree'](kiosk, { ...command(), assistId, mode: die === 0 ? null : mode }),
  open({ handlers, caller, command, inDraft, newId, die }) {
    const id = die % 2 === 0 ? inDraft.draftId : newId<ConfigurationId>()
    const draft = { id, familyId: MUG, modelVersion: 2, name: '', made: die > 5 ? { kind: 'table' } : {} }
    return handlers['drafts:open'](caller, { ...command(), draft })
  },
  edit: ({ handlers, caller, inDraft, present, die, changes }) =>
    handlers['drafts:edit'](caller, { ...inDraft, seen: Math.max(0, (present?.revision ?? 0) - (die % 3)), changes }),
  undo: ({ handlers, caller, inDraft }) => handlers['drafts:undo'](caller, inDraft),
  suggest: ({ handlers, staff, inDraft, newId, changes }) =>
    handlers['drafts:suggest'](staff, { ...inDraft, suggestionId: newId<SuggestionId>(), changes }),
  decide: ({ handlers, caller, inDraft, present, newId, die }) =>
    handlers['drafts:decide'](caller, {
      ...inDraft,
      suggestionId: present?.suggestions[0]?.id ?? newId<SuggestionId>(),
      take: die > 3,
    }),
  close: ({ handlers, caller, inDraft, die }) => (die === 0 ? handlers['drafts:close'](caller, inDraft) : null),
  'sign-out'({ store, staff, die }) {
    if (die === 0) store.features.sharing.helpers.arrived({ ...staff, associate: null })
    return null
  },
}

/** Does one deed; what is refused changes nothing, and is as good a deed as another. */
const act = (opened: Opened, deed: { what: Deed; who: number; dice: number[] }): Done =>
  DEED[deed.what](aboutTo(opened, deed))

const end = (visitId: VisitId) =>
  void store.handlers['visits:end'](kiosk, { commandId: store.commandId(), visitId, reason: 'shopper' })

/** What a device has that heard every entry of a topic. */
function heardOn({ appended }: WiredStore, topic: Topic): Put[] {
  const things = new Map<string, Put>()
  for (const one of appended) {
    if (one.topic !== topic) continue
    for (const put of one.entry.puts) if (put.kind === 'assist' || put.kind === 'shared-draft') things.set(put.id, put)
    for (const { id } of one.entry.dels) things.delete(id)
  }
  return [...things.values()].toSorted((x, y) => (x.id < y.id ? -1 : 1))
}
const sorted = (puts: Put[]): Put[] => puts.toSorted((x, y) => (x.id < y.id ? -1 : 1))

function expectAgreement(opened: Opened, visitId: VisitId): void {
  const { store, puts, assists, draft } = opened
  expect(heardOn(store, `visit:${visitId}`)).toEqual(sorted(puts(`visit:${visitId}`)))
  for (const tablet of tablets) {
    const own: Topic = `kiosk:${tablet.deviceId}`
    expect(heardOn(store, own)).toEqual(sorted(puts(own)))
    const agreed = assists().find(({ deviceId }) => deviceId === tablet.deviceId)?.agreed ?? null
    expect(store.features.sharing.followers.mayFollowVisit(tablet, visitId)).toBe(agreed !== null)
  }
  if (draft() !== null) expect(assists().some(({ agreed }) => agreed !== null)).toBe(true)
}

test('[H4] [H5] whatever kiosk and tablets do, everyone who follows has what stands, and nobody else follows', async () => {
  const property = fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
    const opened = openVisit()
    for (const each of deeds) {
      const before = opened.draft()
      await act(opened, each)
      expectAgreement(opened, opened.visitId)
      const after = opened.draft()
      if (before !== null && before.id === after?.id) expect(after.revision).toBeGreaterThanOrEqual(before.revision)
    }
    const { visitId, shared } = opened
    end(visitId)
    expect(shared()).toEqual([])
    expectAgreement(opened, visitId)
  })
  await fc.assert(property, { numRuns: 60 })
})

test('[H4] what an associate did stands only as far as the shopper had agreed at that moment', async () => {
  const needs: Partial<Record<Deed, AssistMode>> = {
    open: 'co-edit',
    edit: 'co-edit',
    undo: 'co-edit',
    suggest: 'suggest',
  }
  const property = fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
    const opened = openVisit()
    for (const each of deeds) {
      const needed = needs[each.what]
      const tablet = tablets[each.who]
      const agreed = opened.assists().find(({ deviceId }) => deviceId === tablet?.deviceId)?.agreed ?? null
      const answer = await act(opened, each)
      if (needed === undefined || tablet === undefined || answer === null || !answer.ok) continue
      expect(ASSIST_MODES.indexOf(agreed ?? expect.fail('nobody agreed'))).toBeGreaterThanOrEqual(
        ASSIST_MODES.indexOf(needed),
      )
    }
    end(opened.visitId)
  })
  await fc.assert(property, { numRuns: 60 })
})
