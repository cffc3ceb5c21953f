import { until } from '@dangol/client/testing/until.ts'
import { valueOf } from '@dangol/server/src/testing/helped-visit.ts'
import type { TestDevice } from '@dangol/server/src/testing/store-server.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskOf, findIn } from './byte-search.ts'
import type { Find } from './byte-search.ts'
import { EXPECTED, problemsOn } from './expected.ts'
import type { Kind, Moment } from './expected.ts'
import { handsAt } from './hands.ts'
import { DAL, openPlatform } from './platform.ts'
import { openSite } from './site.ts'
import type { Site } from './site.ts'

/*
 * A store whose retailer has a shop on a platform of its own: the real adapter reads a shop in which every customer has a mailbox, a
 * telephone and a door.
 */

const PLACES = ['server', 'kiosk', 'logs'] as const
type Opened = (typeof PLACES)[number]

let platform: Awaited<ReturnType<typeof openPlatform>>
let site: Site
/** All that a tablet was told, and so could have kept. */
const told: string[] = []
const seen = new Map<string, Find<Kind>[]>()

function look(moment: Moment): void {
  for (const place of PLACES) seen.set(`${place} ${moment}`, findIn(site.disk(place), site.canaries))
}
const problems = (place: Opened, moment: Moment): string[] => {
  const played = [...new Set(site.canaries.map(({ kind }) => kind))]
  return problemsOn(place, moment, { finds: seen.get(`${place} ${moment}`) ?? [], played })
}

const holds = (sql: string): boolean => site.store.deps.db.prepare(sql).get() !== undefined

/** Asks as the tablet, and keeps what it is answered. */
async function asked(what: Promise<unknown>): Promise<void> {
  told.push(JSON.stringify(await what))
}

async function comesIn(tablet: TestDevice): Promise<void> {
  const hands = handsAt(site)
  await hands.beRecognised(DAL.phone)
  await hands.order('카나리아 달잔', '달빛')
  const visitId = hands.state().visit?.id ?? hands.newId<never>()
  await asked(tablet.ask('visits:serve', { ...hands.command(), visitId, serving: true }))
  for (const query of [DAL.before.email, ` ${DAL.before.phone[2]} `])
    await asked(tablet.ask('customers:find', { query }))
  await asked(tablet.ask('customers:card', { customerId: platform.id }))
  const isOurs = () => [...platform.state.orders.values()].some(({ sourceIdentifier }) => sourceIdentifier !== null)
  await until(isOurs, 'the order at the platform')
  await site.tidied()
  look('during')
  await hands.end()
  await hands.isTold()
}

async function moves(tablet: TestDevice): Promise<void> {
  platform.move()
  const { keys } = platform.link
  const isHeard = () =>
    holds(`select 1 from customer_identifiers where digest = '${keys.digest('email', DAL.after.email)}'`)
  await until(isHeard, 'the new address')
  await asked(tablet.ask('customers:find', { query: DAL.after.email }))
  await site.tidied()
  look('after')
}

async function isErased(): Promise<void> {
  const office = await site.store.connect('office', 'office-2', { associate: 'haneul' })
  site.store.stepUp('office-2')
  const command = { commandId: site.store.newCommandId() }
  valueOf(await office.ask('privacy:erase', { ...command, customerId: platform.id, reason: 'asked at the counter' }))
  await site.tidied()
  look('erased')
}

beforeAll(async () => {
  platform = await openPlatform()
  site = await openSite(platform)
  await until(() => holds(`select 1 from past_orders where customer_id = '${platform.id}'`), 'the shop')
  const tablet = await site.store.connect('tablet', 'tablet-1', { associate: 'seoyeon' })
  for (const topic of ['floor', 'kiosk:tablet-1'] as const) {
    await asked(tablet.ask('sync:subscribe', { topic, cursor: null }))
  }
  await comesIn(tablet)
  await moves(tablet)
  await isErased()
  told.push(JSON.stringify(tablet.heard))
}, 120_000)
afterAll(async () => {
  await site.close()
  await platform.close()
})

for (const moment of ['during', 'after', 'erased'] as const) {
  test(`[A10] [U9] a linked store’s disk, ${moment}: neither mailbox, telephone nor door, and nothing of who never agreed`, () => {
    expect(problems('server', moment)).toEqual([])
  })
  test(`[U9] a kiosk’s disk in a linked store, ${moment}: nobody of the platform is named there`, () => {
    expect(problems('kiosk', moment)).toEqual([])
  })
  test(`all that a linked store logged, ${moment}: no name, contact or key`, () => {
    expect(problems('logs', moment)).toEqual([])
  })
}

test('[U9] a tablet in a linked store is never told what a store may not hold, also when it searched by it', () => {
  const forbidden = site.canaries.filter(({ kind }) => Object.keys(EXPECTED[kind].on).length === 0)
  expect(findIn(diskOf({ tablet: told.join('\n') }), forbidden)).toEqual([])
  expect(told.filter((answer) => answer.includes(platform.id)).length).toBeGreaterThan(2)
})
