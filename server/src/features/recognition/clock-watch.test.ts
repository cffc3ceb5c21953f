import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import { describe, expect, test } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import { createPhone } from '../../testing/member-code.ts'
import { callerOf } from '../../testing/store-core.ts'
import { memberFeed } from '../../testing/store-server.ts'
import { openWiredStore } from '../../testing/wired-store.ts'
import { createClockWatch, JUMP_BACK_MAX_MS, SHOP_DIFFERENCE_MAX_MS } from './clock-watch.ts'

const HOUR_MS = 60 * 60_000

function open() {
  const time = createManualTime()
  const watch = createClockWatch({ clock: time, steady: time.steady })
  /** The shop answered after `tookMs`; its clock was `aheadMs` before ours when it looked at the end of that time. */
  const hear = (aheadMs: number, tookMs = 0) => {
    const askedAtMs = time.nowMs()
    time.advance(tookMs)
    watch.heard({ shopNowMs: time.nowMs() + aheadMs, askedAtMs })
  }
  return { time, watch, hear }
}

describe("the store's clock", () => {
  test('is right while it runs, and when it is set forth', () => {
    const { time, watch } = open()
    time.advance(48 * HOUR_MS)
    expect(watch.isRight()).toBe(true)
    time.set(HOUR_MS)
    expect(watch.isRight()).toBe(true)
  })

  test('[A21] [RM1] is wrong when it was set back by more than 30 s, until it is set forth again', () => {
    const { time, watch } = open()
    time.set(-JUMP_BACK_MAX_MS)
    expect(watch.isRight()).toBe(true)
    time.set(-1)
    expect(watch.isRight()).toBe(false)
    time.advance(HOUR_MS)
    expect(watch.isRight()).toBe(false)
    time.set(1)
    expect(watch.isRight()).toBe(true)
  })

  test('[RM1] that was set back is right again when the shop says so', () => {
    const { time, watch, hear } = open()
    time.set(-HOUR_MS)
    hear(HOUR_MS)
    expect(watch.isRight()).toBe(false)
    hear(0)
    expect(watch.isRight()).toBe(true)
    time.set(-JUMP_BACK_MAX_MS - 1)
    expect(watch.isRight()).toBe(false)
  })

  test.each([
    [SHOP_DIFFERENCE_MAX_MS, 0, true],
    [SHOP_DIFFERENCE_MAX_MS + 1, 0, false],
    [-SHOP_DIFFERENCE_MAX_MS, 0, true],
    [-SHOP_DIFFERENCE_MAX_MS - 1, 0, false],
    // A page that was long on its way says little about the clocks.
    [-SHOP_DIFFERENCE_MAX_MS - 1, 14_000, true],
    [-SHOP_DIFFERENCE_MAX_MS - 14_001, 14_000, false],
  ])('[A21] [RM1] %i ms from the shop, asked for %i ms: right is %s', (aheadMs, tookMs, isRight) => {
    const { watch, hear } = open()
    hear(aheadMs, tookMs)
    expect(watch.isRight()).toBe(isRight)
  })
})

describe('a kiosk while the clock is wrong', () => {
  const phone = createPhone('a1a1a1a1a1a1a1a1')
  const kiosk = callerOf('kiosk', 'kiosk-1')

  test('[A21] [RM1] takes no member code; [RC1] a configuration code is judged as ever; right again, all is well', async () => {
    const store = await openWiredStore(memberFeed({}, [phone]))
    const scan = async (text: string) => {
      const input = { commandId: store.commandId(), text, lang: 'ko', takeOver: false } as const
      const answer = store.handlers['recognition:scan'](kiosk, input)
      store.time.advance(300)
      return { ok: (await answer).ok, why: lastWhy(store.db) }
    }
    store.shop.clockAheadMs = SHOP_DIFFERENCE_MAX_MS + 1
    await store.feed()
    expect(await scan(phone.codeAt(store.time.nowMs()))).toEqual({ ok: false, why: 'clock-wrong' })
    expect((await scan(makeRc1(new Uint8Array(8)))).why).toBe('unknown-code')
    store.shop.clockAheadMs = 0
    await store.feed()
    expect(await scan(phone.codeAt(store.time.nowMs()))).toEqual({ ok: true, why: 'recognised' })
  })

  test('[A21] [RM1] a clock that was set back while the server was off is found by the roster it left', async () => {
    const store = await openWiredStore(memberFeed({}, [phone]))
    store.db.prepare('update mirror_feeds set current_at = current_at + ?').run(JUMP_BACK_MAX_MS + 1)
    const input = { commandId: store.commandId(), text: phone.codeAt(store.time.nowMs()), lang: 'ko', takeOver: false }
    const answer = store.handlers['recognition:scan'](kiosk, { ...input, lang: 'ko' })
    store.time.advance(300)
    expect((await answer).ok).toBe(false)
    expect(lastWhy(store.db)).toBe('clock-wrong')
  })
})

function lastWhy(db: Awaited<ReturnType<typeof openWiredStore>>['db']): string | undefined {
  const last = db.prepare<[], { result: string }>('select result from access_log order by position desc limit 1').get()
  return last?.result
}
