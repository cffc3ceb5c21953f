import type { AssistId } from '@dangol/domain/ids/ids.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHelpedVisit, refusalOf, sharedAt, valueOf } from '../../testing/helped-visit.ts'
import { createPhone } from '../../testing/member-code.ts'
import { JIWOO, memberFeed, mirrored } from '../../testing/store-server.ts'
import type { Helper, HelpedVisit } from '../../testing/helped-visit.ts'
import { ASSISTS_MAX } from './ask-to-help.ts'

let visit: HelpedVisit
beforeEach(async () => {
  visit = await openHelpedVisit()
})
afterEach(() => visit.close())

/** Resolves once the device was told that it may not follow the visit any more. */
const sentAway = ({ device }: Helper) =>
  new Promise<unknown>((resolve) =>
    device.socket.once('log:revoked', (revoked: { topic: string }) => resolve(revoked.topic)),
  )

describe('help that the shopper agreed to', () => {
  test('[H4] is asked for by who serves the visit, and answered on the kiosk, which hears of both', async () => {
    const following = valueOf(await visit.follow(visit.kiosk))
    const jieun = await visit.helper('jieun', 'co-edit', null)
    await visit.kiosk.hears(({ entries }) => entries.some(({ type }) => type === 'assist.asked'))
    expect(sharedAt(visit.kiosk, visit.visitId, following).assists).toMatchObject([
      { id: jieun.assistId, associate: { id: 'jieun' }, asked: 'co-edit', agreed: null },
    ])
    valueOf(await visit.agree(jieun.assistId, 'suggest'))
    expect(valueOf(await visit.follow(jieun.device))).toMatchObject({
      puts: [{ kind: 'assist', value: { asked: null, agreed: 'suggest' } }],
    })
  })

  test('[H4] is nobody’s who does not serve, and nobody’s without a name', async () => {
    const junho = await visit.store.connect('tablet', 'tablet-2', { associate: 'junho' })
    const nobody = await visit.store.connect('tablet', 'tablet-3', { associate: null })
    const ask = () => ({ ...visit.command(), assistId: visit.newId<AssistId>(), mode: 'view' as const })
    expect(refusalOf(await junho.ask('assist:ask', ask()))).toBe('not-serving')
    expect(refusalOf(await nobody.ask('assist:ask', ask()))).toBe('not-allowed')
    await visit.end()
    expect(refusalOf(await junho.ask('assist:ask', ask()))).toBe('no-such-visit')
  })

  test('[H4] goes no further than was asked; asking for less takes effect at once', async () => {
    const jieun = await visit.helper('jieun', 'suggest', null)
    expect(refusalOf(await visit.agree(jieun.assistId, 'co-edit'))).toBe('more-than-asked')
    valueOf(await visit.agree(jieun.assistId, 'suggest'))
    expect(refusalOf(await visit.agree(jieun.assistId, 'co-edit'))).toBe('more-than-asked')
    const ask = { ...visit.command(), assistId: visit.newId<AssistId>(), mode: 'view' as const }
    expect(valueOf(await jieun.device.ask('assist:ask', ask))).toMatchObject({
      ...{ id: jieun.assistId, asked: null, agreed: 'view' },
    })
  })

  test('[T1] gives the visit to the tablet that was let in, and to no other', async () => {
    const jieun = await visit.helper('jieun', 'view', null)
    expect(refusalOf(await visit.follow(jieun.device))).toBe('not-entitled')
    valueOf(await visit.agree(jieun.assistId, 'view'))
    expect(refusalOf(await visit.follow(jieun.device))).toBeNull()
    const others = [
      await visit.store.connect('tablet', 'tablet-2', { associate: 'jieun' }),
      await visit.store.connect('kiosk', 'kiosk-2'),
    ]
    for (const other of others) expect(refusalOf(await visit.follow(other))).toBe('not-entitled')
  })

  test('is a few people’s at once', async () => {
    for (let at = 0; at < ASSISTS_MAX; at++) await visit.helper('jieun', 'view', 'view', `tablet-${at}`)
    const fifth = await visit.store.connect('tablet', 'tablet-5', { associate: 'junho' })
    valueOf(await fifth.ask('visits:serve', { ...visit.command(), serving: true }))
    const ask = { ...visit.command(), assistId: visit.newId<AssistId>(), mode: 'view' as const }
    expect(refusalOf(await fifth.ask('assist:ask', ask))).toBe('too-many-assists')
  })
})

describe('one draft in several hands', () => {
  let jieun: Helper
  let junho: Helper
  beforeEach(async () => {
    jieun = await visit.helper('jieun', 'co-edit')
    junho = await visit.helper('junho', 'co-edit')
    valueOf(await visit.open(visit.kiosk, { kind: 'table' }))
  })

  test('[H1] [H5] kiosk and two tablets at once: one draft for all, and who was late sees what stands', async () => {
    const devices = [visit.kiosk, jieun.device, junho.device]
    const starts = await Promise.all(devices.map(async (device) => valueOf(await visit.follow(device))))
    const outcomes = await Promise.all([
      visit.edit(visit.kiosk, { colour: 'blue' }, 0),
      visit.edit(jieun.device, { colour: 'gold', name: 'WREN' }, 0),
      visit.edit(junho.device, { colour: 'gold', kind: 'travel' }, 0),
    ])
    const notTaken = outcomes.flatMap((outcome) => valueOf(outcome).notTaken)
    const last = Math.max(...outcomes.map((outcome) => valueOf(outcome).draft.revision))
    const standing = devices.map((device, at) => ({ device, start: starts[at] ?? expect.fail('never') }))
    await Promise.all(
      devices.map((device) =>
        device.hears(({ entries }) =>
          entries.some(({ puts }) => puts.some((put) => put.kind === 'shared-draft' && put.value.revision === last)),
        ),
      ),
    )
    const drafts = standing.map(({ device, start }) => sharedAt(device, visit.visitId, start).draft)
    expect(drafts[1]).toEqual(drafts[0])
    expect(drafts[2]).toEqual(drafts[0])
    expect(notTaken.length).toBeGreaterThan(0)
    for (const { by, now, characteristicId } of notTaken) {
      if (by !== null) expect(now).toBe(drafts[0]?.made[characteristicId])
    }
  })

  test('[H1] one’s edit says by whom it was overtaken', async () => {
    valueOf(await visit.edit(visit.kiosk, { colour: 'blue' }, 0))
    expect(valueOf(await visit.edit(jieun.device, { colour: 'gold' }, 0)).notTaken).toEqual([
      { characteristicId: 'colour', wanted: 'gold', now: 'blue', by: { kind: 'shopper' }, why: 'changed-meanwhile' },
    ])
    const { notTaken } = valueOf(await visit.edit(junho.device, { kind: 'travel' }, 0))
    expect(notTaken).toEqual([])
    expect(valueOf(await visit.edit(visit.kiosk, { kind: 'table' }, 1)).notTaken).toMatchObject([
      { by: { kind: 'associate', id: 'junho', deviceId: 'tablet-of-junho' } },
    ])
  })

  test('[H2] what the choices of another rule out is not taken', async () => {
    valueOf(await visit.edit(visit.kiosk, { kind: 'travel' }, 0))
    const { draft, notTaken } = valueOf(await visit.edit(jieun.device, { colour: 'gold', name: 'WREN' }, 0))
    expect(notTaken).toMatchObject([{ characteristicId: 'colour', why: 'ruled-out', by: null }])
    expect(draft.made).toEqual({ kind: 'travel', name: 'WREN' })
  })

  test('[H3] each takes back their own', async () => {
    valueOf(await visit.edit(visit.kiosk, { colour: 'blue' }, 0))
    valueOf(await visit.edit(jieun.device, { name: 'WREN' }, 1))
    expect(valueOf(await visit.undo(visit.kiosk)).draft.made).toEqual({ kind: 'table', name: 'WREN' })
    expect(valueOf(await visit.undo(jieun.device)).draft.made).toEqual({ kind: 'table' })
    for (const device of [visit.kiosk, jieun.device, junho.device]) {
      expect(refusalOf(await visit.undo(device))).toBe('nothing-to-undo')
    }
  })

  test('[C1] an edit whose answer was lost is made once, and answered as it was', async () => {
    const edit = { ...visit.inDraft(), seen: 0, changes: [{ characteristicId: 'colour', to: 'blue' }] }
    const first = valueOf(await jieun.device.ask('drafts:edit', edit))
    jieun.device.socket.disconnect()
    const again = await visit.store.connect('tablet', 'tablet-of-jieun', { associate: 'jieun' })
    valueOf(await visit.edit(visit.kiosk, { colour: 'gold' }, 1))
    expect(valueOf(await again.ask('drafts:edit', edit))).toEqual(first)
    const { draft } = sharedAt(again, visit.visitId, valueOf(await visit.follow(again)))
    expect(draft).toMatchObject({ revision: 2, made: { colour: 'gold' } })
  })

  test('opened again it is as it stands, not as whoever came back remembers it', async () => {
    valueOf(await visit.edit(jieun.device, { colour: 'gold' }, 0))
    expect(valueOf(await visit.open(visit.kiosk, { kind: 'travel' }))).toMatchObject({
      revision: 1,
      made: { kind: 'table', colour: 'gold' },
    })
  })

  test('[R2] a choice that the model does not have is refused and changes nothing', async () => {
    const wrong: Record<string, string>[] = [{ colour: 'mauve' }, { lid: 'flat' }, { name: 'wren!' }]
    for (const changes of wrong) {
      expect(refusalOf(await visit.edit(jieun.device, changes, 0))).toBe('malformed-choices')
      expect(refusalOf((await visit.suggest(jieun.device, changes)).answer)).toBe('malformed-choices')
    }
    expect(valueOf(await visit.open(visit.kiosk))).toMatchObject({ revision: 0, suggestions: [] })
  })

  test('another draft is not this one', async () => {
    const elsewhere = { ...visit.inDraft(), draftId: visit.newId<typeof visit.draftId>() }
    expect(refusalOf(await visit.kiosk.ask('drafts:undo', elsewhere))).toBe('no-such-draft')
    valueOf(await visit.kiosk.ask('drafts:close', visit.inDraft()))
    expect(refusalOf(await visit.edit(jieun.device, { colour: 'blue' }, 0))).toBe('no-such-draft')
  })
})

describe('opening a draft', () => {
  test('[H4] is for when somebody may see it, and for who may edit', async () => {
    expect(refusalOf(await visit.open(visit.kiosk))).toBe('not-agreed')
    const jieun = await visit.helper('jieun', 'co-edit', 'suggest')
    expect(refusalOf(await visit.open(jieun.device))).toBe('not-agreed')
    expect(valueOf(await visit.open(visit.kiosk))).toMatchObject({ revision: 0, made: {}, history: [] })
  })

  test('[H2] what cannot be completed is not shared before it is mended', async () => {
    await visit.helper('jieun', 'view')
    expect(refusalOf(await visit.open(visit.kiosk, { kind: 'travel', colour: 'gold' }))).toBe('malformed-choices')
    expect(refusalOf(await visit.open(visit.kiosk, { colour: 'mauve' }))).toBe('malformed-choices')
  })

  test('of a family or version that is not on sale is refused', async () => {
    await visit.helper('jieun', 'view')
    const draft = { id: visit.draftId, familyId: 'mug', modelVersion: 2, name: '', made: {} }
    const open = (over: object) =>
      visit.kiosk.ask('drafts:open', { ...visit.command(), draft: { ...draft, ...over } as never })
    expect(refusalOf(await open({ familyId: 'bowl' }))).toBe('unknown-family')
    expect(refusalOf(await open({ modelVersion: 9 }))).toBe('unknown-model-version')
  })
})

describe('a suggestion', () => {
  let jieun: Helper
  beforeEach(async () => {
    jieun = await visit.helper('jieun', 'suggest')
    valueOf(await visit.open(visit.kiosk))
  })

  test('[H4] is all that an associate may who was let in to suggest', async () => {
    expect(refusalOf(await visit.edit(jieun.device, { colour: 'blue' }, 0))).toBe('not-agreed')
    expect(refusalOf(await visit.undo(jieun.device))).toBe('not-agreed')
    expect(refusalOf(await jieun.device.ask('drafts:close', visit.inDraft()))).toBe('not-agreed')
    const { answer, suggestionId } = await visit.suggest(jieun.device, { colour: 'blue' })
    expect(answer).toEqual({ ok: true, value: null })
    expect(refusalOf(await visit.decide(jieun.device, suggestionId, true))).toBe('not-agreed')
  })

  test('[H3] that the shopper takes is in the associate’s hand', async () => {
    const { suggestionId } = await visit.suggest(jieun.device, { colour: 'blue' })
    expect(valueOf(await visit.decide(visit.kiosk, suggestionId, true))).toMatchObject({
      draft: { made: { colour: 'blue' }, hands: { colour: { author: { id: 'jieun' } } }, suggestions: [] },
      notTaken: [],
    })
    expect(refusalOf(await visit.undo(visit.kiosk))).toBe('nothing-to-undo')
    expect(refusalOf(await visit.decide(visit.kiosk, suggestionId, true))).toBe('no-such-suggestion')
  })

  test('that the shopper leaves, or its author withdraws, changes nothing', async () => {
    for (const decider of [visit.kiosk, jieun.device]) {
      const { suggestionId } = await visit.suggest(jieun.device, { colour: 'blue' })
      expect(valueOf(await visit.decide(decider, suggestionId, false))).toMatchObject({
        draft: { revision: 0, made: {}, suggestions: [] },
      })
    }
  })

  test('is its author’s to withdraw, not another’s', async () => {
    const { suggestionId } = await visit.suggest(jieun.device, { colour: 'blue' })
    const junho = await visit.helper('junho', 'co-edit')
    expect(refusalOf(await visit.decide(junho.device, suggestionId, false))).toBe('not-agreed')
  })

  test('is one of twenty at most', async () => {
    for (let at = 0; at < 20; at++) valueOf((await visit.suggest(jieun.device, { colour: 'blue' })).answer)
    expect(refusalOf((await visit.suggest(jieun.device, { colour: 'blue' })).answer)).toBe('too-many-suggestions')
  })
})

describe('the end of help', () => {
  let jieun: Helper
  beforeEach(async () => {
    jieun = await visit.helper('jieun', 'co-edit')
    valueOf(await visit.open(visit.kiosk))
    valueOf(await visit.follow(jieun.device))
  })
  const nothingMore = async () => {
    expect(refusalOf(await visit.edit(jieun.device, { colour: 'blue' }, 0))).toBe('not-agreed')
    expect(refusalOf(await visit.follow(jieun.device))).toBe('not-entitled')
    expect(valueOf(await visit.follow(visit.kiosk))).toMatchObject({ kind: 'snapshot', puts: [] })
  }

  test('[H4] less than before holds from the next message on', async () => {
    valueOf(await visit.edit(jieun.device, { colour: 'gold' }, 0))
    valueOf(await visit.agree(jieun.assistId, 'view'))
    expect(refusalOf(await visit.edit(jieun.device, { colour: 'blue' }, 1))).toBe('not-agreed')
    expect(refusalOf((await visit.suggest(jieun.device, { colour: 'blue' })).answer)).toBe('not-agreed')
    expect(refusalOf(await visit.follow(jieun.device))).toBeNull()
  })

  test('[H4] [T3] by the shopper ends the stream, and the draft goes back to the kiosk alone', async () => {
    const gone = sentAway(jieun)
    valueOf(await visit.agree(jieun.assistId, null))
    expect(await gone).toBe(`visit:${visit.visitId}`)
    await nothingMore()
  })

  test('[H4] [T3] by the associate, who leaves or serves no more, ends it too', async () => {
    valueOf(await jieun.device.ask('assist:leave', { ...visit.command(), assistId: jieun.assistId }))
    await nothingMore()
    const junho = await visit.helper('junho', 'view')
    valueOf(await visit.follow(junho.device))
    const gone = sentAway(junho)
    valueOf(await junho.device.ask('visits:serve', { ...visit.command(), serving: false }))
    expect(await gone).toBe(`visit:${visit.visitId}`)
    const leave = { ...visit.command(), assistId: junho.assistId }
    expect(refusalOf(await junho.device.ask('assist:leave', leave))).toBe('no-such-assist')
  })

  test('[H4] somebody else at the tablet was never let in', async () => {
    jieun.device.socket.disconnect()
    const junho = await visit.store.connect('tablet', 'tablet-of-jieun', { associate: 'junho' })
    expect(refusalOf(await visit.follow(junho))).toBe('not-entitled')
    expect(valueOf(await visit.follow(visit.kiosk))).toMatchObject({ puts: [] })
  })

  test('[T1] let in again is shown what there is now, not what was shared with others meanwhile', async () => {
    const left = valueOf(await visit.follow(jieun.device))
    const junho = await visit.helper('junho', 'co-edit')
    valueOf(await visit.agree(jieun.assistId, null))
    valueOf(await visit.edit(junho.device, { colour: 'gold' }, 0))
    const again = await visit.helper('jieun', 'view', 'view', 'tablet-of-jieun')
    const cursor = { epoch: left.epoch, seq: left.head }
    const topic = `visit:${visit.visitId}` as const
    expect(valueOf(await again.device.ask('sync:subscribe', { topic, cursor }))).toMatchObject({ kind: 'snapshot' })
    const kiosk = valueOf(await visit.follow(visit.kiosk))
    valueOf(await visit.edit(junho.device, { colour: 'blue' }, 1))
    await visit.kiosk.hears(({ entries }) => entries.some(({ prev }) => prev === kiosk.head))
  })

  test('[H4] a tablet that only lost the line is still let in', async () => {
    jieun.device.socket.disconnect()
    const again = await visit.store.connect('tablet', 'tablet-of-jieun', { associate: 'jieun' })
    expect(refusalOf(await visit.edit(again, { colour: 'blue' }, 0))).toBeNull()
  })

  test('[H4] an answer from before is not told again to who may see no more', async () => {
    const edit = { ...visit.inDraft(), seen: 0, changes: [{ characteristicId: 'colour', to: 'blue' }] }
    valueOf(await jieun.device.ask('drafts:edit', edit))
    valueOf(await visit.agree(jieun.assistId, null))
    expect(refusalOf(await jieun.device.ask('drafts:edit', edit))).toBe('not-agreed')
  })

  test('another associate who comes to serve takes nobody’s place that the shopper gave', async () => {
    const asking = await visit.helper('seoyeon', 'view', null)
    const junho = await visit.helper('junho', 'view')
    valueOf(await visit.edit(jieun.device, { colour: 'blue' }, 0))
    const { assists } = sharedAt(visit.kiosk, visit.visitId, valueOf(await visit.follow(visit.kiosk)))
    expect(assists.map(({ id }) => id)).toEqual([jieun.assistId, junho.assistId])
    expect(refusalOf(await visit.agree(asking.assistId, 'view'))).toBe('no-such-assist')
  })

  test('[T3] with the visit leaves nothing of it, at nobody’s', async () => {
    const gone = sentAway(jieun)
    valueOf(await visit.edit(jieun.device, { colour: 'blue' }, 0))
    await visit.end()
    expect(await gone).toBe(`visit:${visit.visitId}`)
    expect(refusalOf(await visit.edit(visit.kiosk, { colour: 'gold' }, 1))).toBe('no-such-visit')
    for (const device of [visit.kiosk, jieun.device]) expect(refusalOf(await visit.follow(device))).toBe('not-entitled')
    const { db } = visit.store.deps
    for (const table of ['assists', 'shared_drafts']) {
      expect(db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 })
    }
    expect(db.prepare("select count(*) as n from log where instr(body, 'present') > 0").get()).toEqual({ n: 0 })
    expect(db.prepare("select count(*) as n from commands where instr(outcome, 'present') > 0").get()).toEqual({ n: 0 })
  })
})

describe('help for a member', () => {
  const phone = createPhone('a1a1a1a1a1a1a1a1')
  const member = memberFeed({ consents: { 'recog.kiosk': 'granted', 'assist.notify': 'granted' } }, [phone])
  let helped: HelpedVisit
  beforeEach(async () => {
    helped = await openHelpedVisit(member)
    const text = phone.codeAt(helped.store.time.nowMs())
    const scan = { commandId: helped.store.newCommandId(), text, lang: 'ko', takeOver: false } as const
    valueOf(await helped.kiosk.ask('recognition:scan', scan))
  })
  afterEach(() => helped.close())

  test('[H4] [T3] is over when they do not let staff know any more', async () => {
    const jieun = await helped.helper('jieun', 'co-edit')
    valueOf(await helped.open(helped.kiosk))
    valueOf(await helped.follow(jieun.device))
    const gone = sentAway(jieun)
    const consent = { ...helped.command(), purpose: 'assist.notify', state: 'withdrawn' } as const
    valueOf(await helped.kiosk.ask('visits:consent', consent))
    expect(await gone).toBe(`visit:${helped.visitId}`)
    expect(refusalOf(await helped.edit(jieun.device, { colour: 'blue' }, 0))).toBe('not-agreed')
    expect(valueOf(await helped.follow(helped.kiosk))).toMatchObject({ puts: [] })
  })

  test('[T3] whom the shop erases meanwhile leaves nothing of what was shared', async () => {
    const jieun = await helped.helper('jieun', 'co-edit')
    valueOf(await helped.open(helped.kiosk))
    valueOf(await helped.follow(jieun.device))
    const gone = sentAway(jieun)
    helped.store.shop.feed.push({ feed: 'deleted', value: { feed: 'customer', id: JIWOO } })
    await mirrored(helped.store)
    expect(await gone).toBe(`visit:${helped.visitId}`)
    const left = "select count(*) as n from log where instr(body, 'present') > 0"
    expect(helped.store.deps.db.prepare(left).get()).toEqual({ n: 0 })
  })
})
