import { RM1_ROSTER_MAX_AGE_MS } from '@dangol/domain/recognition/rm1.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { createPhone } from '../testing/member-code.ts'
import { callerOf } from '../testing/store-core.ts'
import { credentialFeed, JIWOO, memberFeed } from '../testing/store-server.ts'
import { openWiredStore, settled } from '../testing/wired-store.ts'
import type { WiredStore } from '../testing/wired-store.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const phone = createPhone('a1a1a1a1a1a1a1a1')
let store: WiredStore
beforeEach(async () => {
  store = await openWiredStore(memberFeed({}, [phone]))
})

/** Whether the code on the phone is good at this moment. */
async function isRecognised(): Promise<boolean> {
  const text = phone.codeAt(store.time.nowMs())
  const asked = store.handlers['recognition:scan'](kiosk, {
    ...{ commandId: store.commandId(), text, lang: 'ko', takeOver: false },
  })
  await settled()
  store.time.advance(1_000)
  return (await asked).ok
}
async function after(ms: number): Promise<void> {
  store.time.advance(ms)
  await store.mirror.poll()
}

describe('somebody who holds the line between shop and store', () => {
  test('[A20] [RM1] and plays an old page over and over keeps a revocation back for 72 hours, then nobody is recognised', async () => {
    const before = await store.shop.changes(
      { cursor: String(store.shop.feed.length), limit: 500, nonce: 'n'.repeat(22) },
      AbortSignal.timeout(30_000),
    )
    store.shop.changes = () => Promise.resolve(before)
    await after(RM1_ROSTER_MAX_AGE_MS - 5_000)
    expect([store.features.line.status().state, await isRecognised()]).toEqual(['down', true])
    await after(10_000)
    expect(await isRecognised()).toBe(false)
  })

  test('[A20] [RM1] and leaves a revocation out is not believed, nor is the page that it was in', async () => {
    const real = store.shop.changes.bind(store.shop)
    store.shop.feed.push(credentialFeed(phone, JIWOO, 'revoked'))
    store.shop.changes = async (ask, signal) => {
      const answer = await real(ask, signal)
      if (answer.kind !== 'answered') return answer
      const without = answer.value.changes.filter(({ feed }) => feed !== 'credential')
      return { kind: 'answered', value: { ...answer.value, changes: without, digest: 'f'.repeat(64) } }
    }
    const currentBefore = store.mirror.currentAtMs()
    await after(60_000)
    expect(store.mirror.currentAtMs()).toBe(currentBefore)
    store.shop.changes = real
    await store.mirror.poll()
    expect(await isRecognised()).toBe(false)
  })

  test('[A20] [RM1] and brings an active key back from before its revocation gets it nowhere', async () => {
    const active = store.shop.feed.find((change): change is Extract<ShopChange, { feed: 'credential' }> => {
      return change.feed === 'credential'
    })
    await store.feed(credentialFeed(phone, JIWOO, 'revoked'))
    await store.feed(...(active === undefined ? [] : [active]))
    expect(await isRecognised()).toBe(false)
  })

  test('[A20] [RM1] a mended line makes up for everything, and members are recognised again', async () => {
    const real = store.shop.changes.bind(store.shop)
    store.shop.changes = () => Promise.resolve({ kind: 'unreachable', why: 'cut' })
    await after(RM1_ROSTER_MAX_AGE_MS + 1)
    expect(await isRecognised()).toBe(false)
    store.shop.changes = real
    await store.mirror.poll()
    expect(await isRecognised()).toBe(true)
  })
})
