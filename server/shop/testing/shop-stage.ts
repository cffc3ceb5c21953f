import { generateKeyPairSync } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { ConfigurationId, CustomerId, FamilyId, IdSource, OrderId } from '@dangol/domain/ids/ids.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { ShopPageSchema } from '@dangol/protocol/shop.ts'
import type { ShopChange, ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import type { FastifyInstance } from 'fastify'
import { openMemoryDatabase } from '../../src/db/testing/memory-database.ts'
import { createLogger } from '../../src/platform/log.ts'
import { createIds } from '../../src/platform/system-ids.ts'
import { createTurnedClock } from './turned-clock.ts'
import { createShop } from '../app.ts'
import { SHOP_MIGRATIONS } from '../db/shop-migrations.ts'
import type { ShopDeps } from '../shop.ts'
import { newSigningKey } from '../signing-key.ts'

export const STORE_KEY = 'a'.repeat(64)
export const TENANT_KEY = 'b'.repeat(64)
export const STORE_ID = 'seongsu'
/** Where phones find the shop of every stage. */
export const PUBLIC_URL = 'http://localhost:4601'
/** What a store asks with; a real one makes a new one for every page. */
export const NONCE = 'n'.repeat(22)
/** What the shop of every stage signs with. */
export const SIGNING_KEY = newSigningKey()
const text = (en: string): Localised => ({ ko: en, en })

/** The smallest thing that can be configured. */
const MUG: ConfigModel = {
  id: 'mug' as FamilyId,
  version: 1,
  skuPrefix: 'MG',
  currency: 'KRW',
  title: text('Mug'),
  tagline: text('A cup of my own'),
  sampleAt: text('Ground floor'),
  groups: [{ id: 'all', title: text('All') }],
  characteristics: [
    {
      ...{ id: 'colour', group: 'all', title: text('Colour'), kind: 'choice', required: true },
      values: [{ id: 'blue', title: text('Blue') }],
    },
  ],
  constraints: [],
  basePriceMinor: 20_000,
  priceRules: [],
  assemblyDays: 1,
  leadTimes: [],
  art: { viewBox: '0 0 10 10', layers: [] },
}

/** An online shop on a database in memory, with a clock turned by hand; asked through its real HTTP routes. */
export async function openStage(changed: Partial<ShopDeps> = {}) {
  const time = createTurnedClock()
  const db = openMemoryDatabase(SHOP_MIGRATIONS)
  let seed = 1
  const random = (length: number) =>
    Uint8Array.from({ length }, () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) >>> 16)
  const ids = createIds(time, random)
  const mail = new Map<string, string>()
  const running = await createShop({
    ...{ db, clock: time, timers: time, ids, random, logger: createLogger('silent') },
    ...{ tenant: 'test', tenantKey: TENANT_KEY, storeId: STORE_ID, storeApiKey: STORE_KEY, demo: false },
    signingKey: SIGNING_KEY,
    deliver: (member, code) => mail.set(member.number, code),
    publicUrl: () => PUBLIC_URL,
    pages: join(tmpdir(), 'nothing-is-built-here'),
    ...changed,
  })
  const { app, shop } = running
  shop.write(() => shop.catalogue.publish(MUG))

  /** Opens an account and gives its number. */
  function addMember(number: string, consents: Consents = {}) {
    const member = {
      number,
      email: `${number.toLowerCase()}@example.test`,
      name: `Name ${number}`,
      lang: 'en',
      source: 'web',
    } as const
    const { id, personaIds } = shop.write(() =>
      shop.customers.add({ ...member, consents, channel: 'web' }, [{ name: 'Me', kind: 'self' }]),
    )
    return { id, personaId: personaIds[0] ?? null, alias: shop.customers.byId(id)?.alias ?? ('' as CustomerId) }
  }

  const json = askOver(app)
  /** A browser of one person: keeps the cookie. */
  async function signIn(number: string) {
    await json('POST', '/api/sign-in/start', { body: { login: number } })
    const { headers } = await json('POST', '/api/sign-in/finish', { body: { login: number, code: mail.get(number) } })
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    return {
      cookie,
      get: (url: string) => json('GET', url, { headers: { cookie } }),
      send: (method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) =>
        json(method, url, { body, headers: { cookie } }),
    }
  }

  const asStore = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
    json(method, `/store/v1${path}`, { body, headers: { authorization: `Bearer ${STORE_KEY}` } })

  /** Everything the store is told after a cursor. */
  async function changesSince(cursor: string | null = null) {
    const query = cursor === null ? '' : `&cursor=${cursor}`
    const page = ShopPageSchema.parse((await asStore('GET', `/changes?nonce=${NONCE}${query}`)).body)
    const of = <F extends ShopChange['feed']>(feed: F) =>
      page.changes.filter((change): change is Extract<ShopChange, { feed: F }> => change.feed === feed)
    return { ...page, of }
  }

  const documents = createDocuments(ids, time)
  return { ...running, db, time, ids, mail, addMember, json, signIn, asStore, changesSince, ...documents }
}

/** Asks a route as a program would, with JSON in and out. */
function askOver(app: FastifyInstance) {
  return async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    o: { body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const payload = o.body === undefined ? {} : { payload: JSON.stringify(o.body) }
    const type = o.body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await app.inject({ method, url, headers: { ...type, ...o.headers }, ...payload })
    return {
      status: response.statusCode,
      body: response.body === '' ? null : response.json<unknown>(),
      headers: response.headers,
    }
  }
}

/** Documents as a phone and a store send them, each with a new id. */
function createDocuments(ids: IdSource, clock: Clock) {
  const draft = (over: Partial<ConfigurationDraft> = {}): ConfigurationDraft => ({
    ...{ id: ids.next<ConfigurationId>(), familyId: MUG.id, modelVersion: 1, revision: 0, name: 'Morning mug' },
    ...{ personaId: null, secret: false, choices: { colour: 'blue' } },
    ...over,
  })
  const fromStore = (over: Partial<ShopConfiguration> = {}): ShopConfiguration => ({
    ...draft({ revision: 1 }),
    ...{ customerId: null, origin: 'kiosk', savedAt: clock.nowMs(), code: null, codeExpiresAt: null, discarded: false },
    ...over,
  })
  const order = (over: Partial<ShopOrder> = {}): ShopOrder => ({
    ...{
      orderId: ids.next<OrderId>(),
      storeId: STORE_ID,
      storeNumber: 'S-0001',
      customerId: null,
      placedAt: clock.nowMs(),
    },
    total: { minor: 40_000, currency: 'KRW' },
    lines: [
      {
        ...{ sku: 'MG-12345678', title: { ko: '머그', en: 'Mug' }, quantity: 2, fulfilment: 'delivery' },
        ...{ unitPrice: { minor: 20_000, currency: 'KRW' }, total: { minor: 40_000, currency: 'KRW' } },
        promise: { date: '2026-11-27', basis: 'capable-to-promise', steps: [], provisional: true },
        configuration: draft({ revision: 3 }),
      },
    ],
    ...over,
  })

  return { draft, fromStore, order }
}

/** A public key as a phone sends it. */
export function phoneKey(): string {
  const { publicKey } = generateKeyPairSync('ed25519')
  return publicKey.export({ format: 'jwk' }).x ?? ''
}
