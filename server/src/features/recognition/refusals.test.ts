import { RM1_ROSTER_MAX_AGE_MS } from '@dangol/domain/recognition/rm1.ts'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/store-core.ts'
import { createPhone } from '../../testing/member-code.ts'
import { JIWOO, credentialFeed, memberFeed } from '../../testing/store-server.ts'
import { openWiredStore, settled } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'
import { JUMP_BACK_MAX_MS } from './clock-watch.ts'

const phone = createPhone('a1a1a1a1a1a1a1a1')
const stranger = createPhone('c1c1c1c1c1c1c1c1')
const kiosk = callerOf('kiosk', 'kiosk-1')

const openStore = () => openWiredStore(memberFeed({}, [phone]))
const scan = (store: WiredStore, text: string) =>
  Promise.resolve(
    store.handlers['recognition:scan'](kiosk, { commandId: store.commandId(), text, lang: 'ko', takeOver: false }),
  )

/** Everything that must be refused, by the reason that only the access log knows. */
const REFUSED: Record<string, (store: WiredStore) => string | Promise<string>> = {
  malformed: () => 'RM1:NOT A CODE',
  'unknown-code': () => '7KM2-9QXA-ABCDE',
  'bad-signature': (store) => stranger.codeAt(store.time.nowMs()),
  revoked: async (store) => {
    await store.feed(credentialFeed(phone, JIWOO, 'revoked'))
    return phone.codeAt(store.time.nowMs())
  },
  'clock-wrong': (store) => {
    store.time.set(-JUMP_BACK_MAX_MS - 1)
    return phone.codeAt(store.time.nowMs())
  },
  'roster-too-old': (store) => {
    store.time.advance(RM1_ROSTER_MAX_AGE_MS + 1)
    return phone.codeAt(store.time.nowMs())
  },
  'not-fresh': (store) => phone.codeAt(store.time.nowMs() - 60_000),
  replayed: async (store) => {
    const code = phone.codeAt(store.time.nowMs())
    await scan(store, code)
    store.time.advance(3_001)
    return code
  },
  'no-consent': async (store) => {
    await store.feed(...memberFeed({ consents: { 'recog.kiosk': 'withdrawn' } }))
    return phone.codeAt(store.time.nowMs())
  },
}

describe('a code that is not good', () => {
  test.each(Object.keys(REFUSED))(
    '[A1] [A6] [A9] [RM1] %s: the same answer after the same 300 ms, the reason only in the log',
    async (why) => {
      const store = await openStore()
      const text = await REFUSED[why]?.(store)
      let answer: unknown = 'none yet'
      void scan(store, text ?? '').then((given) => (answer = given))
      await settled()
      store.time.advance(299)
      await settled()
      expect(answer).toBe('none yet')
      store.time.advance(1)
      await settled()
      expect(answer).toEqual({ ok: false, error: { code: 'code-refused' } })
      const [last] = store.db.prepare('select result from access_log order by position desc limit 1').all()
      expect(last).toEqual({ result: why })
    },
  )

  test.each([
    [-46, false],
    [-45, true],
    [-40, true],
    [15, true],
    [16, false],
    [30, false],
  ])('[A1] [RM1] a phone clock %i s off is accepted: %s', async (seconds, isAccepted) => {
    const store = await openStore()
    const answer = scan(store, phone.codeAt(store.time.nowMs() + seconds * 1000))
    store.time.advance(300)
    expect((await answer).ok).toBe(isAccepted)
  })

  test('[RM1] a code signed for another retailer is nobody’s', async () => {
    const store = await openStore()
    const answer = scan(store, phone.codeAt(store.time.nowMs(), { tenant: 'another-retailer' }))
    store.time.advance(300)
    expect((await answer).ok).toBe(false)
  })

  test('[A1] [RM1] an older code of the same key is refused after a newer one', async () => {
    const store = await openStore()
    const older = phone.codeAt(store.time.nowMs() - 20_000)
    expect((await scan(store, phone.codeAt(store.time.nowMs()))).ok).toBe(true)
    const answer = scan(store, older)
    store.time.advance(300)
    expect((await answer).ok).toBe(false)
  })

  test('[A1] changes nothing: no visit, no accepted time, no entry of the change log', async () => {
    const store = await openStore()
    const answer = scan(store, stranger.codeAt(store.time.nowMs()))
    store.time.advance(300)
    await answer
    expect(store.db.prepare('select count(*) as visits from visits').get()).toEqual({ visits: 0 })
    expect(store.db.prepare('select count(*) as codes from accepted_codes').get()).toEqual({ codes: 0 })
    expect(store.typesOn('kiosk:kiosk-1')).toEqual([])
  })

  test('accepted times are forgotten after a day', async () => {
    const store = await openStore()
    await scan(store, phone.codeAt(store.time.nowMs()))
    store.time.advance(25 * 60 * 60_000)
    store.features.recognition.purge()
    expect(store.db.prepare('select count(*) as codes from accepted_codes').get()).toEqual({ codes: 0 })
  })
})
