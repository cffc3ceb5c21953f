import { pause, until } from '@dangol/client/testing/until.ts'
import { parseRm1 } from '@dangol/domain/recognition/rm1.ts'
import { PhoneMeSchema } from '@dangol/protocol/shop.ts'
import { afterEach, expect, test } from 'vitest'
import type { Route, ShopAtHand } from '../testing/shop-at-hand.ts'
import { ME, shopAtHand } from '../testing/shop-at-hand.ts'
import { enrol } from './enrol.ts'
import { useMemberCode } from './use-member-code.ts'

const CRED = '00112233445566ff'
const OFFSET_MS = 5_000
const ENROLS: Record<string, Route> = { 'POST /api/credentials': () => ({ body: { credId: CRED } }) }

let shop: ShopAtHand
afterEach(() => shop.close())

/** The member-code page of a shopper; `status` is what the shop says of this phone's key, which exists unless it is null. */
async function openPage(status: 'active' | 'revoked' | null, routes = ENROLS) {
  shop = await shopAtHand(routes)
  if (status !== null) await enrol({ client: shop.client, keys: shop.keys, customerNumber: ME.number })
  const credentials = status === null ? [] : [{ credId: CRED, createdAt: 1, lastUsedAt: null, status }]
  const me = PhoneMeSchema.parse({ ...ME, credentials })
  const page = shop.use(() => useMemberCode({ me, clockOffsetMs: OFFSET_MS }))
  await until(() => page.state.value.kind !== 'loading')
  return page
}

type Page = Awaited<ReturnType<typeof openPage>>
const shown = ({ state }: Page) => (state.value.kind === 'shown' ? state.value : null)
const signedAt = (page: Page) => parseRm1(shown(page)?.text ?? '')?.ts

/** The next code, after what `turn` does. */
async function nextCode(page: Page, turn: () => void): Promise<string> {
  const before = shown(page)?.text
  turn()
  await until(() => shown(page) !== null && shown(page)?.text !== before, 'another code')
  return shown(page)?.text ?? ''
}

test('a phone without a key asks first; one touch enrols it and shows a code', async () => {
  const page = await openPage(null)
  expect(page.state.value).toEqual({ kind: 'no-key' })
  await page.make()
  expect(parseRm1(shown(page)?.text ?? '')?.credId).toBe(CRED)
  expect((await shop.keys.load(ME.number))?.credId).toBe(CRED)
})

test('a shop that refuses another key is told as it says, and nothing is kept', async () => {
  const page = await openPage(null, { 'POST /api/credentials': () => ({ status: 429, body: { code: 'too-many' } }) })
  await page.make()
  expect(page.state.value).toEqual({ kind: 'refused', code: 'too-many' })
  expect(await shop.keys.load(ME.number)).toBeNull()
})

test('a key that the shop has revoked signs nothing more', async () => {
  expect((await openPage('revoked')).state.value).toEqual({ kind: 'no-key' })
})

test('a code is signed by the clock of the shop, whatever the phone believes', async () => {
  const page = await openPage('active')
  expect(signedAt(page)).toBe((shop.time.nowMs() + OFFSET_MS) / 1000)
})

test('the code counts down and is a new, later one every 15 seconds', async () => {
  const page = await openPage('active')
  expect(shown(page)?.secondsLeft).toBe(15)
  const first = signedAt(page) ?? 0
  shop.time.pass(6_000)
  expect(shown(page)?.secondsLeft).toBe(9)
  await nextCode(page, () => shop.time.pass(9_000))
  expect([shown(page)?.secondsLeft, signedAt(page)]).toEqual([15, first + 15])
  expect((await shop.keys.load(ME.number))?.lastTs).toBe(first + 15)
})

test('no code stands on a page that nobody sees, and the one seen again is new', async () => {
  const page = await openPage('active')
  const first = shown(page)?.text
  shop.look(false)
  expect(page.state.value).toEqual({ kind: 'hidden' })
  shop.time.pass(60_000)
  await pause(5)
  expect(page.state.value).toEqual({ kind: 'hidden' })
  expect(await nextCode(page, () => shop.look(true))).not.toBe(first)
})

test('a phone locked while it signs shows nothing', async () => {
  const page = await openPage('active')
  shop.time.pass(15_000)
  shop.look(false)
  await pause(20)
  expect(page.state.value).toEqual({ kind: 'hidden' })
})

test('a page that is open goes on signing while the shop cannot be reached', async () => {
  const page = await openPage('active')
  shop.unplug()
  expect(await shop.client.get('/api/me', PhoneMeSchema)).toMatchObject({ error: { code: 'offline' } })
  const asked = shop.asked.length
  const first = signedAt(page) ?? 0
  await nextCode(page, () => shop.time.pass(15_000))
  expect(signedAt(page)).toBe(first + 15)
  shop.look(false)
  await nextCode(page, () => shop.look(true))
  expect(parseRm1(shown(page)?.text ?? '')?.credId).toBe(CRED)
  expect(shop.asked).toHaveLength(asked)
})

test('a page that was left signs no more', async () => {
  await openPage('active')
  const signed = (await shop.keys.load(ME.number))?.lastTs
  shop.leave()
  shop.time.pass(60_000)
  shop.look(true)
  await pause(20)
  expect((await shop.keys.load(ME.number))?.lastTs).toBe(signed)
})
