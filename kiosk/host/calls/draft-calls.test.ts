import { until } from '@dangol/client/testing/until.ts'
import type {
  AssistId,
  AssociateId,
  ConfigurationId,
  DeviceId,
  FamilyId,
  SuggestionId,
} from '@dangol/domain/ids/ids.ts'
import type { Assist, EditOutcome, Presence } from '@dangol/protocol/assist.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { visitId, visitView } from '../testing/fixtures.ts'
import { openTestKiosk } from '../testing/test-kiosk.ts'
import type { TestKiosk } from '../testing/test-kiosk.ts'

const TOPIC = `visit:${visitId(1)}` as const
const draftId = '019aa000-0000-7000-8000-00000000d000' as ConfigurationId
const assistId = '019aa000-0000-7000-8000-00000000a000' as AssistId
const suggestionId = '019aa000-0000-7000-8000-00000000b000' as SuggestionId
const tablet = 'tablet-1' as DeviceId
const jieun = { id: 'jieun' as AssociateId, name: '지은' }

const assist: Assist = {
  ...{ id: assistId, visitId: visitId(1), associate: jieun, deviceId: tablet },
  ...{ asked: null, agreed: 'co-edit', since: 1 },
}
const outcome = (revision: number): EditOutcome => ({
  notTaken: [],
  draft: {
    ...{ id: draftId, familyId: 'mug' as FamilyId, modelVersion: 1, name: '', revision, made: { colour: 'red' } },
    ...{ hands: {}, history: [], suggestions: [] },
  },
})
const inDraft = { epoch: 1, draftId }
const edit = { ...inDraft, seen: 0, changes: [{ characteristicId: 'colour', to: 'red' }] }

let kiosk: TestKiosk
let seq = 0
beforeEach(async () => {
  seq = 1
  kiosk = openTestKiosk()
  kiosk.store.catchUp(TOPIC, {
    ...{ kind: 'snapshot', epoch: 'e', head: seq },
    puts: [{ kind: 'assist', id: assist.id, value: assist }],
  })
  await kiosk.online()
  await kiosk.show(visitView(1))
  await until(() => kiosk.host.state().assists.length === 1, 'the helper to show')
})
afterEach(() => kiosk.close())

const showDraft = (revision: number): void => {
  const { draft } = outcome(revision)
  const puts = [{ kind: 'shared-draft' as const, id: draft.id, value: draft }]
  kiosk.store.append(TOPIC, 'e', { seq: seq + 1, prev: seq++, type: 'draft.edited', at: 1, puts, dels: [] })
}

describe('a visit in several hands', () => {
  it('shows who helps, the draft as it becomes, and where they look', async () => {
    showDraft(1)
    await until(() => kiosk.host.state().sharedDraft?.revision === 1, 'the draft')
    const author: Presence['author'] = { kind: 'associate', ...jieun, deviceId: tablet }
    const presence: Presence = { visitId: visitId(1), deviceId: tablet, author, looking: 'colour' }
    kiosk.store.io.emit('assist:presence', presence)
    await until(() => kiosk.host.state().presence.length === 1, 'the look')
    kiosk.time.pass(10_000)
    expect(kiosk.host.state()).toMatchObject({ assists: [assist], presence: [] })
  })

  it('[T3] leaves nothing on the kiosk once it is over, before the store has heard of the end', async () => {
    kiosk.store.answer('visits:end', () => 'silence')
    showDraft(1)
    await until(() => kiosk.host.state().sharedDraft !== null, 'the draft')
    await kiosk.ask('visit:end', { epoch: 1 })
    expect(kiosk.host.state()).toMatchObject({ assists: [], sharedDraft: null, presence: [] })
  })
})

describe('calls of a visit in several hands', () => {
  it('are commands of the visit, answered as the store answers them', async () => {
    kiosk.store.answer('drafts:edit', () => ({ ok: true, value: outcome(1) }))
    kiosk.store.answer('drafts:decide', () => ({ ok: false, error: { code: 'no-such-suggestion' } }))
    kiosk.store.answer('drafts:close', () => ({ ok: true, value: null }))
    expect(await kiosk.ask('draft:edit', edit)).toEqual({ ok: true, value: outcome(1) })
    expect(await kiosk.ask('draft:decide', { ...inDraft, suggestionId, take: true })).toEqual({
      ...{ ok: false, error: { code: 'no-such-suggestion' } },
    })
    expect(await kiosk.ask('draft:close', inDraft)).toEqual({ ok: true, value: null })
    expect(kiosk.asked('drafts:edit')).toMatchObject([{ visitId: visitId(1), draftId, seen: 0, changes: edit.changes }])
  })

  it('mint the id of a draft that was never saved, and keep that of one that was', async () => {
    kiosk.store.answer('drafts:open', () => ({ ok: true, value: outcome(0).draft }))
    const draft = { familyId: 'mug' as FamilyId, modelVersion: 1, name: '', made: {} }
    await kiosk.ask('draft:open', { epoch: 1, id: null, ...draft })
    await kiosk.ask('draft:open', { epoch: 1, id: draftId, ...draft })
    expect(kiosk.asked('drafts:open')).toMatchObject([
      { draft: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown } },
      { draft: { id: draftId } },
    ])
  })

  it('[H3] an undo that shows is not the next one', async () => {
    kiosk.store.answer('drafts:undo', () => ({ ok: true, value: outcome(2) }))
    showDraft(1)
    await until(() => kiosk.host.state().sharedDraft?.revision === 1, 'the draft')
    const both = await Promise.all([kiosk.ask('draft:undo', inDraft), kiosk.ask('draft:undo', inDraft)])
    showDraft(2)
    await until(() => kiosk.host.state().sharedDraft?.revision === 2, 'the undone draft')
    await kiosk.ask('draft:undo', inDraft)
    expect(both).toEqual([
      { ok: true, value: outcome(2) },
      { ok: true, value: outcome(2) },
    ])
    const ids = kiosk.asked('drafts:undo').map((asked) => (asked as { commandId: string }).commandId)
    expect(new Set(ids).size).toBe(2)
  })

  it('[H4] what the shopper said last about helping is what counts, also when an answer was lost', async () => {
    kiosk.store.answer('assist:agree', () => ({ ok: true, value: null }))
    for (const mode of ['view', 'suggest', 'view', null] as const) {
      expect(await kiosk.ask('assist:agree', { epoch: 1, assistId, mode })).toEqual({ ok: true, value: null })
    }
    const asked = kiosk.asked('assist:agree') as { commandId: string; mode: string | null }[]
    expect(asked.map(({ mode }) => mode)).toEqual(['view', 'suggest', 'view', null])
    expect(new Set(asked.map(({ commandId }) => commandId)).size).toBe(4)
  })

  it('[P1] a look is told to who may see it, and to nobody of another visit', async () => {
    kiosk.store.answer('assist:present', () => ({ ok: true, value: null }))
    expect(await kiosk.ask('draft:look', { epoch: 1, looking: 'colour' })).toEqual({ ok: true, value: null })
    expect(await kiosk.ask('draft:look', { epoch: 2, looking: 'colour' })).toEqual({
      ...{ ok: false, error: { code: 'visit-over' } },
    })
    await until(() => kiosk.asked('assist:present').length === 1, 'the look to be told')
    expect(kiosk.asked('assist:present')).toEqual([{ visitId: visitId(1), looking: 'colour' }])
  })

  it('[A8] [E1] of another epoch change nothing', async () => {
    for (const call of ['draft:undo', 'draft:close'] as const) {
      expect(await kiosk.ask(call, { ...inDraft, epoch: 2 })).toEqual({ ok: false, error: { code: 'visit-over' } })
    }
    expect(kiosk.asked('drafts:undo')).toEqual([])
  })
})
