import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import { PhoneExportSchema } from '@dangol/protocol/shop-export.ts'
import { PhoneConfigurationsSchema, PhoneMeSchema, PhoneOrdersSchema } from '@dangol/protocol/shop.ts'
import type { ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { openStage, phoneKey } from '../testing/shop-stage.ts'

type Stage = Awaited<ReturnType<typeof openStage>>
type Browser = Awaited<ReturnType<Stage['signIn']>>
const ALL: Consents = {
  'recog.kiosk': 'granted',
  'assist.notify': 'granted',
  'config.sync.store': 'granted',
  'history.view': 'granted',
  'marketing.message': 'granted',
}

let stage: Stage
let minji: ReturnType<Stage['addMember']>
let browser: Browser
let credId: string
beforeEach(async () => {
  stage = await openStage()
  minji = stage.addMember('C-1', ALL)
  browser = await stage.signIn('C-1')
  credId = await enrol()
})

async function enrol(): Promise<string> {
  const made = await browser.send('POST', '/api/credentials', { kind: 'ed25519', publicKey: phoneKey() })
  return (made.body as { credId: string }).credId
}
const me = async () => PhoneMeSchema.parse((await browser.get('/api/me')).body)
const save = async (name: string) => {
  const draft = stage.draft({ name })
  await browser.send('PUT', `/api/configurations/${draft.id}`, draft)
  return draft
}
const order = async () => {
  const sent = stage.order({ customerId: minji.alias })
  await stage.asStore('PUT', `/orders/${sent.orderId}`, sent)
  return sent
}
const visit = async () => {
  const told: ShopVisit = {
    ...{ visitId: stage.ids.next<VisitId>(), customerId: minji.alias, storeName: { ko: '성수점', en: 'Seongsu' } },
    ...{ kioskId: 'kiosk-1' as ShopVisit['kioskId'], credId, level: 'L2', startedAt: stage.time.nowMs() },
    ...{ endedAt: null, used: [], granted: [] },
  }
  await stage.asStore('PUT', `/visits/${told.visitId}`, told)
}
/** What a store that begins now would hear about the member. */
const heard = async () => {
  const page = await stage.changesSince()
  return JSON.stringify(page.changes.filter(({ feed }) => feed !== 'deleted' && feed !== 'order-state'))
}
const count = (table: string) => stage.db.prepare<[], number>(`select count(*) from ${table}`).pluck().get()

describe('forget me', () => {
  test('takes back what was agreed to in the store, revokes the keys, and has the store erase the member', async () => {
    await save('Mug of Minji')
    const { cursor } = await stage.changesSince()
    expect((await browser.send('POST', '/api/forget-me', { confirm: true })).status).toBe(204)
    expect(await me()).toMatchObject({
      storesKnowMe: false,
      consents: {
        ...{ 'recog.kiosk': 'withdrawn', 'assist.notify': 'withdrawn', 'config.sync.store': 'withdrawn' },
        ...{ 'history.view': 'withdrawn', 'marketing.message': 'granted' },
      },
      credentials: [{ credId, status: 'revoked' }],
    })
    const { changes } = await stage.changesSince(cursor)
    expect(changes).toContainEqual({ feed: 'deleted', value: { feed: 'customer', id: minji.alias } })
    expect(changes.every(({ feed }) => feed === 'deleted')).toBe(true)
  })

  test('tells a store nothing of the member from then on, whatever is read again from the beginning', async () => {
    await save('Mug of Minji')
    await order()
    await browser.send('POST', '/api/forget-me', { confirm: true })
    expect(await heard()).not.toContain(minji.alias)
    await browser.send('PUT', '/api/consents/config.sync.store', { state: 'granted' })
    await browser.send('PUT', '/api/consents/history.view', { state: 'granted' })
    await save('Another')
    expect(await heard()).not.toContain(minji.alias)
    const live = await stage.asStore('POST', '/configurations-of', { customerId: minji.alias })
    expect(live.body).toEqual({ configurations: [] })
    await visit()
    expect((await browser.get('/api/visits')).body).toEqual({ visits: [] })
  })

  test('leaves account, configurations and orders where they are', async () => {
    await save('Mine')
    await order()
    await browser.send('POST', '/api/forget-me', { confirm: true })
    expect(
      PhoneConfigurationsSchema.parse((await browser.get('/api/configurations')).body).configurations,
    ).toHaveLength(1)
    expect(PhoneOrdersSchema.parse((await browser.get('/api/orders')).body).orders).toHaveLength(1)
  })

  test('is undone by making a new key: the store knows the member again, and the new key is newer than all', async () => {
    await browser.send('POST', '/api/forget-me', { confirm: true })
    const { cursor } = await stage.changesSince()
    const next = await enrol()
    expect(await me()).toMatchObject({ storesKnowMe: true, consents: { 'recog.kiosk': 'granted' } })
    const page = await stage.changesSince(cursor)
    expect(page.of('customer')[0]).toMatchObject({ value: { id: minji.alias } })
    expect(page.of('credential').map(({ value }) => [value.credId, value.status])).toContainEqual([next, 'active'])
    // What was agreed to before is not agreed to again by that.
    expect((await me()).consents['history.view']).toBe('withdrawn')
  })

  test('needs to be meant', async () => {
    expect((await browser.send('POST', '/api/forget-me', {})).status).toBe(400)
    expect((await stage.json('POST', '/api/forget-me', { body: { confirm: true } })).status).toBe(401)
    expect((await me()).storesKnowMe).toBe(true)
  })
})

describe('an erasure in the store', () => {
  const erase = (commandId: string) =>
    stage.asStore('PUT', `/erasures/${commandId}`, { commandId, customerId: minji.alias })

  test('ends what that store is told, and leaves keys and consents to the member', async () => {
    await save('Mine')
    expect((await erase(stage.ids.next<CommandId>())).status).toBe(200)
    expect(await heard()).not.toContain(minji.alias)
    expect(await me()).toMatchObject({ storesKnowMe: false, credentials: [{ status: 'active' }], consents: ALL })
  })

  test('lasts until the member says otherwise, and its repeated delivery does not undo that', async () => {
    await save('Mine')
    await order()
    const commandId = stage.ids.next<CommandId>()
    await erase(commandId)
    const { cursor } = await stage.changesSince()
    expect((await browser.send('POST', '/api/remember-me')).status).toBe(204)
    const page = await stage.changesSince(cursor)
    expect(page.changes.map(({ feed }) => feed).toSorted()).toEqual([
      'configuration',
      'credential',
      'customer',
      'history',
    ])
    await erase(commandId)
    expect((await me()).storesKnowMe).toBe(true)
  })

  test('of somebody unknown is refused', async () => {
    const commandId = stage.ids.next<CommandId>()
    const body = { commandId, customerId: '0'.repeat(32) }
    expect((await stage.asStore('PUT', `/erasures/${commandId}`, body)).status).toBe(422)
    expect((await stage.asStore('PUT', `/erasures/${stage.ids.next<CommandId>()}`, body)).status).toBe(400)
  })
})

describe('my data', () => {
  test('comes as one file with everything that the shop holds of whoever asks, and of nobody else', async () => {
    // A number that no random key or code spells by chance.
    stage.addMember('OTHER-98765', ALL)
    const mug = await save('Mug of Minji')
    await order()
    await visit()
    const answer = await browser.get('/api/me/export')
    expect(answer.headers['content-disposition']).toContain('attachment')
    const mine = PhoneExportSchema.parse(answer.body)
    expect(mine).toMatchObject({
      account: { number: 'C-1', name: 'Name C-1', email: 'c-1@example.test' },
      memberCodeKeys: [{ credId }],
      configurations: [{ id: mug.id, name: 'Mug of Minji' }],
      storeVisits: [{ kioskId: 'kiosk-1' }],
    })
    expect([mine.orders.length, mine.consentHistory.length, mine.signedInUntil.length]).toEqual([1, 5, 1])
    expect(JSON.stringify(answer.body).toLowerCase()).not.toContain('other-98765')
  })

  test('holds a column of every table that names a member', () => {
    const named = stage.db
      .prepare<[], string>(
        `select distinct m.name from sqlite_schema m join pragma_table_info(m.name) c
         where m.type = 'table' and c.name = 'customer_id' order by 1`,
      )
      .pluck()
      .all()
    // Written by hand into the export; whoever adds a table decides here what its member is given.
    const given = ['configurations', 'consent_events', 'consents', 'credentials', 'delivery_addresses', 'orders']
    const alsoGiven = ['passkeys', 'personas', 'pictures', 'sessions', 'visits', 'forgotten_members']
    /** Of a retailer's own shop: what it calls the account, codes, and what the pictures are for. */
    const linked = ['linked_members', 'code_copies', 'picture_uses']
    /** Codes and challenges of a few minutes, and what a code of the member's led to. */
    const passing = ['approvals', 'claims', 'passkey_challenges', 'sign_in_codes', 'taken_over', 'consent_letters']
    expect(named).toEqual([...given, ...alsoGiven, ...linked, ...passing].toSorted())
  })

  test('is nothing to ask for without end', async () => {
    for (let times = 0; times < 6; times++) expect((await browser.get('/api/me/export')).status).toBe(200)
    expect((await browser.get('/api/me/export')).status).toBe(429)
  })
})

describe('the end of an account', () => {
  const codeOf = async () => {
    await browser.send('POST', '/api/me/erasure/code')
    return stage.mail.get('C-1')
  }

  test('takes everything of the member along, and tells the store', async () => {
    await save('Mug of Minji')
    const sent = await order()
    await visit()
    const { cursor } = await stage.changesSince()
    expect((await browser.send('DELETE', '/api/me', { by: 'code', code: await codeOf() })).status).toBe(204)
    expect((await browser.get('/api/me')).status).toBe(401)
    for (const table of ['customers', 'personas', 'consents', 'consent_events', 'credentials', 'sessions', 'visits']) {
      expect([table, count(table)]).toEqual([table, 0])
    }
    const { changes } = await stage.changesSince(cursor)
    expect(changes).toContainEqual({ feed: 'deleted', value: { feed: 'customer', id: minji.alias } })
    const everything = JSON.stringify(changes) + dump(stage)
    for (const trace of ['Name C-1', 'c-1@example.test', 'Mug of Minji', 'Morning mug', minji.id, credId]) {
      expect([trace, everything.includes(trace)]).toEqual([trace, false])
    }
    expect(sent.total.minor).toBe(40_000)
  })

  test('leaves its orders as the law keeps them: number, day, things and money of nobody', async () => {
    const sent = await order()
    await browser.send('DELETE', '/api/me', { by: 'code', code: await codeOf() })
    expect(stage.db.prepare('select customer_id as owner, units, total_minor as total from orders').all()).toEqual([
      { owner: null, units: 2, total: 40_000 },
    ])
    const [line] = stage.db.prepare<[], string>('select configuration from order_lines').pluck().all()
    expect(JSON.parse(line ?? '')).toMatchObject({ name: '', personaId: null, choices: { colour: 'blue' } })
    // The store delivers it once more: it is still the same order.
    expect((await stage.asStore('PUT', `/orders/${sent.orderId}`, sent)).status).toBe(200)
  })

  test('takes a code sent just now: a wrong one, an old one and none end nothing, and tries run out', async () => {
    const old = await codeOf()
    stage.time.advance(10 * 60_000 + 1)
    for (const body of [
      { by: 'code', code: old },
      { by: 'code', code: '000000' },
    ]) {
      expect((await browser.send('DELETE', '/api/me', body)).status).toBe(401)
    }
    for (const body of [{}, { by: 'code', code: '12' }, { by: 'passkey' }]) {
      expect((await browser.send('DELETE', '/api/me', body)).status).toBe(400)
    }
    for (let tries = 0; tries < 20; tries++) await browser.send('DELETE', '/api/me', { by: 'code', code: '000001' })
    expect((await browser.send('DELETE', '/api/me', { by: 'code', code: await codeOf() })).status).toBe(429)
    expect(count('customers')).toBe(1)
  })

  test('is nothing that another account’s code can do', async () => {
    stage.addMember('C-2', ALL)
    await stage.json('POST', '/api/sign-in/start', { body: { login: 'C-2' } })
    const body = { by: 'code', code: stage.mail.get('C-2') }
    expect((await browser.send('DELETE', '/api/me', body)).status).toBe(401)
    expect(count('customers')).toBe(2)
  })
})

/** Every text in the database; the log of changes names members by random numbers, and hears nothing more of them. */
function dump({ db }: Stage): string {
  const tables = db.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all()
  return JSON.stringify(
    tables.filter((name) => name !== 'changes').map((name) => db.prepare(`select * from ${name}`).all()),
  )
}
