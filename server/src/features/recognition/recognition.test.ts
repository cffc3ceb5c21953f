import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPhone } from '../../testing/member-code.ts'
import { EMMA, JIWOO, memberFeed, mirrored, startTestStore } from '../../testing/store-server.ts'
import type { TestDevice, TestStore } from '../../testing/store-server.ts'

const jiwoosPhone = createPhone('a1a1a1a1a1a1a1a1')
const jiwoosOldPhone = createPhone('a2a2a2a2a2a2a2a2', 'p256')
const emmasPhone = createPhone('b1b1b1b1b1b1b1b1')

describe('recognition over real sockets', () => {
  let store: TestStore
  let kiosk: TestDevice
  beforeEach(async () => {
    store = await startTestStore([
      ...memberFeed({ id: JIWOO, name: '김지우', personas: [] }, [jiwoosPhone, jiwoosOldPhone]),
      ...memberFeed(
        {
          id: EMMA,
          number: 'M-1002',
          name: 'Emma Stone',
          lang: 'en',
          consents: { 'recog.kiosk': 'granted', 'assist.notify': 'granted' },
        },
        [emmasPhone],
      ),
    ])
    await mirrored(store)
    kiosk = await store.connect('kiosk', 'kiosk-1')
  })
  afterEach(() => store.close())

  const scan = (text: string, takeOver = false) =>
    kiosk.ask('recognition:scan', { commandId: store.newCommandId(), text, lang: 'ko', takeOver })

  test('[RM1] a member is recognised; the kiosk hears who, the floor only that', async () => {
    const tablet = await store.connect('tablet', 'tablet-1', { associate: 'jieun' })
    await kiosk.ask('sync:subscribe', { topic: 'kiosk:kiosk-1', cursor: null })
    await tablet.ask('sync:subscribe', { topic: 'floor', cursor: null })
    const begun = await kiosk.ask('visits:begin', { commandId: store.newCommandId(), lang: 'en' })
    const answer = await scan(jiwoosPhone.codeAt(store.time.nowMs()))
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: 'recognised', visit: { level: 'L2', lang: 'en', epoch: 1, customer: { maskedName: '김*우' } } },
    })
    expect(
      answer.ok && begun.ok && answer.value.kind === 'recognised' && answer.value.visit.id === begun.value.id,
    ).toBe(true)
    const onKiosk = await kiosk.hears(({ entries }) => entries[0]?.type === 'visit.recognised')
    expect(onKiosk.entries[0]?.puts[0]).toMatchObject({ kind: 'visit', value: { customer: { maskedName: '김*우' } } })
    const onFloor = await tablet.hears(({ entries }) => entries[0]?.type === 'visit.recognised')
    expect(onFloor.entries[0]?.puts[0]).toMatchObject({
      kind: 'floor-visit',
      value: { level: 'L2', maskedName: null, customerId: null, deviceId: 'kiosk-1' },
    })
    expect(JSON.stringify(tablet.heard)).not.toContain('우')
  })

  test('the floor hears the masked name of a member who let staff know', async () => {
    const tablet = await store.connect('tablet', 'tablet-1', { associate: 'jieun' })
    await tablet.ask('sync:subscribe', { topic: 'floor', cursor: null })
    await scan(emmasPhone.codeAt(store.time.nowMs()))
    const live = await tablet.hears(({ entries }) => entries[0]?.type === 'visit.recognised')
    expect(live.entries[0]?.puts[0]).toMatchObject({ value: { maskedName: 'E*** S.', customerId: EMMA } })
  })

  test('a P-256 phone is recognised as well', async () => {
    expect(await scan(jiwoosOldPhone.codeAt(store.time.nowMs()))).toMatchObject({
      ok: true,
      value: { kind: 'recognised' },
    })
  })

  test('another member is asked about first, and the code stays good for the take-over', async () => {
    await scan(jiwoosPhone.codeAt(store.time.nowMs()))
    const code = emmasPhone.codeAt(store.time.nowMs())
    expect(await scan(code)).toEqual({ ok: true, value: { kind: 'another-person' } })
    expect(await scan(code, true)).toMatchObject({
      ok: true,
      value: { kind: 'recognised', visit: { epoch: 2, customer: { maskedName: 'E*** S.' } } },
    })
    expect(store.deps.db.prepare('select end_reason from visits where epoch = 1').get()).toEqual({
      end_reason: 'another-person',
    })
  })

  test('[A1] the same text on the same kiosk within three seconds is the scanner reading twice', async () => {
    const code = jiwoosPhone.codeAt(store.time.nowMs())
    await scan(code)
    expect(await scan(code)).toEqual({ ok: true, value: { kind: 'double-read' } })
    store.time.advance(3_001)
    expect(await scan(code)).toMatchObject({ ok: false, error: { code: 'code-refused' } })
  })

  test('a retried scan command answers with the first outcome', async () => {
    const input = {
      commandId: store.newCommandId(),
      text: jiwoosPhone.codeAt(store.time.nowMs()),
      lang: 'ko',
      takeOver: false,
    } as const
    const first = await kiosk.ask('recognition:scan', input)
    expect(first.ok).toBe(true)
    expect(await kiosk.ask('recognition:scan', input)).toEqual(first)
    expect(store.deps.db.prepare('select count(*) as visits from visits').get()).toEqual({ visits: 1 })
  })

  test('[A5] a kiosk that guesses is told no after ten tries a minute, whatever it then shows', async () => {
    for (let tries = 0; tries < 10; tries++) {
      store.app.features.core.transact(() =>
        store.deps.db
          .prepare(
            "insert into attempts (what, who, at, times) values ('scan', 'kiosk-1', ?, 1) on conflict do update set times = times + 1",
          )
          .run(store.time.nowMs()),
      )
    }
    expect(await scan(jiwoosPhone.codeAt(store.time.nowMs()))).toMatchObject({
      ok: false,
      error: { code: 'code-refused' },
    })
    store.time.advance(60_000)
    expect(await scan(jiwoosPhone.codeAt(store.time.nowMs()))).toMatchObject({ ok: true })
  })
})
