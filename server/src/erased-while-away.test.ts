import { createReplica } from '@dangol/client/replica.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPhone } from './testing/member-code.ts'
import { JIWOO, memberFeed, mirrored, startTestStore } from './testing/store-server.ts'
import type { TestStore } from './testing/store-server.ts'

/*
 * Somebody is erased while a tablet sleeps that has seen them: what it holds is gone as soon as it is back.
 */

const phone = createPhone('a1a1a1a1a1a1a1a1')
let store: TestStore
let closing: (() => unknown)[]
beforeEach(async () => {
  closing = []
  store = await startTestStore(
    memberFeed({ consents: { 'recog.kiosk': 'granted', 'assist.notify': 'granted' } }, [phone]),
  )
  await mirrored(store)
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  await store.close()
})

/** The tablet's own link and replica; `contents` outlives the link, as the memory of a sleeping tablet does. */
function wake(replica: ReturnType<typeof createReplica>) {
  const device = { id: 'tablet-1' as DeviceId, kind: 'tablet' as const }
  const session = store.signIn('jieun', device.id)
  const link = openStoreLink({
    url: store.url,
    timers: systemTimers,
    handshake: () => ({ protocol: PROTOCOL_VERSION, device, token: store.deps.deviceKeys.tablet, session }),
  })
  closing.push(() => link.close())
  link.subscribe('floor', replica)
  return link
}
const holds = (replica: ReturnType<typeof createReplica>, text: string): boolean =>
  JSON.stringify(Object.values(replica.contents()).map((things) => [...things])).includes(text)

test('[A21] [T3] a tablet that slept while somebody was erased holds nothing of them when it is back', async () => {
  const kiosk = await store.connect('kiosk', 'kiosk-1')
  const replica = createReplica()
  const awake = wake(replica)
  await until(() => awake.status() === 'online', 'the line')
  const code = {
    commandId: store.newCommandId(),
    text: phone.codeAt(store.time.nowMs()),
    lang: 'ko',
    takeOver: false,
  } as const
  expect(await kiosk.ask('recognition:scan', code)).toMatchObject({ ok: true, value: { kind: 'recognised' } })
  await until(() => holds(replica, '김*우') && holds(replica, JIWOO), 'the name on the floor')
  awake.close()

  const { privacy, core } = store.app.features
  const officer = {
    deviceId: 'office-1' as DeviceId,
    kind: 'office',
    associate: null,
    session: null,
    protocol: PROTOCOL_VERSION,
  } as const
  const erase = { commandId: store.newCommandId(), customerId: JIWOO, reason: 'asked at the counter' }
  expect(await privacy.handlers['privacy:erase'](officer, erase)).toEqual({ ok: true, value: null })
  await core.commits.durable()
  expect(holds(replica, '김*우')).toBe(true)

  wake(replica)
  await until(() => !holds(replica, JIWOO), 'the catch-up')
  expect([holds(replica, '김*우'), holds(replica, 'M-1001')]).toEqual([false, false])
  const again = { ...code, commandId: store.newCommandId(), text: phone.codeAt(store.time.nowMs() + 1_000) }
  store.time.advance(1_000)
  const answer = kiosk.ask('recognition:scan', again)
  expect(await answer).toEqual({ ok: false, error: { code: 'code-refused' } })
})
