import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { ConfigModelSchema } from '@dangol/protocol/catalogue.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { createPhone } from '../../testing/member-code.ts'
import { mugOf } from '../../testing/small-shop.ts'
import { asId, callerOf } from '../../testing/store-core.ts'
import { memberFeed } from '../../testing/store-server.ts'
import { openWiredStore } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'

const CODE = makeRc1(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))
const MUG = asId<ConfigurationId>('018f0000-0000-7000-8000-00000000000a')
const kiosk = callerOf('kiosk', 'kiosk-1')
const phone = createPhone('a1a1a1a1a1a1a1a1')

const mugFeed = (codeExpiresAt: number): ShopChange => ({
  feed: 'configuration',
  value: {
    id: MUG,
    familyId: mugOf(2).id,
    modelVersion: 2,
    revision: 1,
    name: '',
    personaId: null,
    secret: false,
    choices: { kind: 'table', colour: 'blue' },
    customerId: null,
    origin: 'online',
    savedAt: 1,
    code: CODE,
    codeExpiresAt,
    discarded: false,
  },
})
async function open(): Promise<WiredStore> {
  const store = await openWiredStore([
    ...memberFeed({}, [phone]),
    { feed: 'model', value: ConfigModelSchema.parse(mugOf(2)) },
  ])
  await store.feed(mugFeed(store.time.nowMs() + 60_000))
  return store
}
const scan = (store: WiredStore, text: string) =>
  store.handlers['recognition:scan'](kiosk, { commandId: store.commandId(), text, lang: 'ko', takeOver: false })

describe('a configuration code', () => {
  test('[RC1] opens one configuration and says nothing of a person', async () => {
    const store = await open()
    expect(await scan(store, `RC1:${CODE.toLowerCase()}`)).toMatchObject({
      ok: true,
      value: {
        kind: 'configuration',
        configurationId: MUG,
        visit: { level: 'L1', customer: null, configurations: [{ id: MUG }] },
      },
    })
  })

  test('[RC1] raises an anonymous visit, and adds to a member’s without lowering it', async () => {
    const store = await open()
    await store.handlers['visits:begin'](kiosk, { commandId: store.commandId(), lang: 'en' })
    expect(await scan(store, CODE)).toMatchObject({ value: { visit: { epoch: 1, level: 'L1', lang: 'en' } } })
    expect(await scan(store, phone.codeAt(store.time.nowMs()))).toMatchObject({
      value: { kind: 'recognised', visit: { epoch: 1, level: 'L2', configurations: [{ id: MUG }] } },
    })
    store.time.advance(5_000)
    expect(await scan(store, CODE)).toMatchObject({ value: { visit: { epoch: 1, level: 'L2' } } })
  })

  test('[RC1] an expired one is refused like any other bad code', async () => {
    const store = await open()
    store.time.advance(60_001)
    const answer = scan(store, CODE)
    store.time.advance(300)
    expect(await answer).toEqual({ ok: false, error: { code: 'code-refused' } })
  })
})
