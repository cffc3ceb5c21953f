import { generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { rc1sSignedBytes, RC1S_LASTS_MS, rc1sText } from '@dangol/domain/recognition/rc1s.ts'
import { tenantTag } from '@dangol/domain/recognition/rm1.ts'
import { ConfigModelSchema } from '@dangol/protocol/catalogue.ts'
import type { Snapshot } from '@dangol/protocol/shop-roster.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { snapshotContent } from '../../platform/snapshot-content.ts'
import { createPhone, TENANT } from '../../testing/member-code.ts'
import { SHOP_KEY } from '../../testing/shop-seals.ts'
import { MUG, mugOf } from '../../testing/small-shop.ts'
import { asId, callerOf } from '../../testing/store-core.ts'
import { memberFeed } from '../../testing/store-server.ts'
import { openWiredStore } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'

const shop = SHOP_KEY
const stranger = generateKeyPairSync('ed25519')
const kiosk = callerOf('kiosk', 'kiosk-1')
const phone = createPhone('a1a1a1a1a1a1a1a1')
const REFUSED = { ok: false, error: { code: 'code-refused' } }

let store: WiredStore
const open = (keys: readonly KeyObject[] = [shop.publicKey]) =>
  openWiredStore([...memberFeed({}, [phone]), { feed: 'model', value: ConfigModelSchema.parse(mugOf(2)) }], {
    shopKeys: { roster: keys },
  })
beforeEach(async () => {
  store = await open()
  store.features.devices.connected(kiosk)
})

function code(over: Partial<Snapshot> = {}, o: { key?: KeyObject; tenant?: string } = {}): string {
  const { key = shop.privateKey, tenant = TENANT } = o
  const choices = { kind: 'table', colour: 'blue' }
  const expiresAt = store.time.nowMs() + RC1S_LASTS_MS
  const content = snapshotContent({ ...{ familyId: MUG, modelVersion: 2, choices, expiresAt }, ...over })
  return rc1sText({ content, signature: sign(null, rc1sSignedBytes(tenantTag(tenant), content), key) })
}
/** Scans and lets pass what a refusal waits. */
async function scan(text: string) {
  store.time.advance(3_001)
  const answer = store.handlers['recognition:scan'](kiosk, {
    ...{ commandId: store.commandId(), text, lang: 'ko', takeOver: false },
  })
  store.time.advance(300)
  return answer
}
const whys = () =>
  store.db
    .prepare<[], { result: string }>("select result from access_log where what = 'recognition.snapshot'")
    .all()
    .map(({ result }) => result)

describe('a configuration that the shop signed', () => {
  test('[RC1] opens without a line as a copy of nobody’s, at level L1', async () => {
    store.shop.isReachable = false
    expect(await scan(code())).toMatchObject({
      ok: true,
      value: {
        kind: 'configuration',
        visit: {
          ...{ level: 'L1', customer: null, epoch: 1 },
          configurations: [{ familyId: MUG, name: '', origin: 'online', choices: { colour: 'blue' }, revision: 1 }],
        },
      },
    })
    expect(whys()).toEqual(['opened'])
  })

  test('[RC1] shown twice in a visit it lies there once, and in the next visit anew', async () => {
    const shown = code()
    const first = await scan(shown)
    const again = await scan(shown)
    expect(again).toMatchObject({ value: { visit: { configurations: [{}] } } })
    expect(again.ok && again.value.kind === 'configuration' && again.value.configurationId).toBe(
      first.ok && first.value.kind === 'configuration' && first.value.configurationId,
    )
    const visitId = store.features.visits.desk.openOn(kiosk.deviceId)?.id ?? expect.fail('no visit')
    await store.handlers['visits:end'](kiosk, { commandId: store.commandId(), visitId, reason: 'shopper' })
    expect(store.db.prepare('select * from visit_copies').all()).toEqual([])
    expect(await scan(shown)).toMatchObject({ value: { visit: { epoch: 2, configurations: [{}] } } })
  })

  test('[RC1] adds to a member’s visit without lowering it, and can be changed like anything of the visit’s own', async () => {
    await scan(phone.codeAt(store.time.nowMs() + 3_001))
    const answer = await scan(code())
    expect(answer).toMatchObject({ value: { visit: { level: 'L2' } } })
    if (!answer.ok || answer.value.kind !== 'configuration') return expect.fail('not opened')
    const { visit, configurationId } = answer.value
    const draft = {
      ...{ id: configurationId, familyId: MUG, modelVersion: 2, revision: 1, name: '', personaId: null, secret: false },
      choices: { kind: 'table', colour: 'gold' },
    }
    const command = { commandId: store.commandId(), visitId: visit.id }
    expect(await store.handlers['configurations:save'](kiosk, { ...command, draft })).toMatchObject({
      value: { id: configurationId, revision: 2 },
    })
  })

  test('[RC1] of a version that this store has not heard of shows what holds today', async () => {
    expect(await scan(code({ modelVersion: 9 }))).toMatchObject({
      value: { visit: { configurations: [{ modelVersion: 9, validity: { state: 'valid' } }] } },
    })
  })

  test('[RC1] of a version long gone shows what changed since, and alters nothing', async () => {
    const answer = await scan(code({ modelVersion: 1, choices: { kind: 'table', colour: 'red' } }))
    expect(answer).toMatchObject({
      value: { visit: { configurations: [{ choices: { colour: 'red' }, validity: { state: 'invalid' } }] } },
    })
  })
})

describe('what is not one', () => {
  test('[A6] [RC1] every failure is the same answer after the same time; the cause is on record only', async () => {
    const good = code()
    const changed = good.slice(0, 12) + (good.charAt(12) === 'A' ? 'B' : 'A') + good.slice(13)
    const texts = [
      changed,
      code({}, { key: stranger.privateKey }),
      code({}, { tenant: 'another-tenant' }),
      code({ expiresAt: store.time.nowMs() }),
      code({ expiresAt: store.time.nowMs() + 2 * RC1S_LASTS_MS }),
      code({ familyId: asId('never-heard') }),
      'RC1S:',
      `${good}0`,
    ]
    for (const text of texts) {
      store.time.advance(60_000)
      let answered: unknown = null
      const command = { commandId: store.commandId(), text, lang: 'ko' as const, takeOver: false }
      void Promise.resolve(store.handlers['recognition:scan'](kiosk, command)).then((answer) => (answered = answer))
      store.time.advance(299)
      await new Promise(setImmediate)
      expect(answered).toBeNull()
      store.time.advance(1)
      await new Promise(setImmediate)
      expect(answered).toEqual(REFUSED)
    }
    expect(whys()).toEqual([
      ...['bad-signature', 'bad-signature', 'bad-signature', 'expired', 'not-yet', 'unknown-family', 'malformed'],
      expect.stringMatching(/malformed|bad-signature/),
    ])
    expect(store.features.visits.desk.openOn(kiosk.deviceId)).toBeNull()
  })

  test('[RC1] a store that was given no key believes nobody', async () => {
    store = await open([])
    expect(await scan(code())).toEqual(REFUSED)
    expect(whys()).toEqual(['bad-signature'])
  })

  test('[RC1] while one key replaces another both count', async () => {
    store = await open([stranger.publicKey, shop.publicKey])
    expect((await scan(code())).ok).toBe(true)
    expect((await scan(code({}, { key: stranger.privateKey }))).ok).toBe(true)
  })
})

describe('a code that is typed', () => {
  test('[A5] [RC1] is tried five times a minute at one kiosk, and a restart grants no more', async () => {
    const another = callerOf('kiosk', 'kiosk-2')
    for (let tries = 0; tries < 5; tries++) expect(await scan(`0000-0000-000${tries}`)).toEqual(REFUSED)
    expect(await scan('0000-0000-0009')).toEqual(REFUSED)
    const tried = () =>
      store.db
        .prepare<[], { result: string }>("select result from access_log where what = 'recognition.configuration-code'")
        .all()
        .map(({ result }) => result)
    expect(tried().slice(-2)).toEqual(['unknown-code', 'too-many'])
    const text = '0000-0000-0008'
    const elsewhere = store.handlers['recognition:scan'](another, {
      ...{ commandId: store.commandId(), text, lang: 'ko', takeOver: false },
    })
    store.time.advance(300)
    await elsewhere
    expect(tried().at(-1)).toBe('unknown-code')
    // In the database, so whoever pulls the plug gains nothing; what the shop signed cannot be guessed and is not counted.
    expect(store.db.prepare("select count(*) as n from attempts where what = 'code'").get()).toEqual({ n: 6 })
    expect((await scan(code())).ok).toBe(true)
  })
})
