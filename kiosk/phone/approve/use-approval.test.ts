import { until } from '@dangol/client/testing/until.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { afterEach, expect, test } from 'vitest'
import type { PasskeyPrompts } from '../passkeys/prompts.ts'
import { ME, shopAtHand } from '../testing/shop-at-hand.ts'
import type { Route, ShopAtHand } from '../testing/shop-at-hand.ts'
import { useSession } from '../stores/session.ts'
import { useApproval } from './use-approval.ts'

let shop: ShopAtHand
afterEach(() => shop.close())

const CODE = 'BCDFGHJK'
const AT = `/api/approvals/${CODE}`
/** The phone's clock is five seconds behind the shop's. */
const OFFSET_MS = 5_000
const APPROVAL = {
  storeName: { ko: '성수점', en: 'Seongsu' },
  kioskId: 'kiosk-2',
  numbers: ['42', '17', '93'],
  expiresAt: ME.now + 120_000,
  shows: ['name'],
  elsewhere: false,
}
const no =
  (status: number, code: string): Route =>
  () => ({ status, body: { code } })
const willing: PasskeyPrompts = {
  ...{ where: () => 'ready', byName: () => null, deviceName: 'Phone' },
  make: () => Promise.resolve(refuse('dismissed')),
  use: (options) => Promise.resolve(ok({ signed: options['challenge'] })),
}

async function openApproval(routes: Record<string, Route> = {}, prompts = willing) {
  const sent: unknown[] = []
  shop = await shopAtHand(
    {
      [`GET ${AT}`]: () => ({ body: APPROVAL }),
      [`POST ${AT}/options`]: () => ({ body: { challenge: 'x' } }),
      [`POST ${AT}`]: (body) => {
        sent.push(body)
        return { body: { state: 'approved', until: ME.now + 600_000 } }
      },
      'DELETE /api/approvals': () => ({ body: null }),
      ...routes,
    },
    prompts,
  )
  const page = shop.use(() => useApproval({ code: CODE, clockOffsetMs: OFFSET_MS }))
  await until(() => page.asking.value.kind !== 'loading', 'the question')
  return { ...page, sent }
}

test('shows who asks and how long the code lives, by the clock of the shop', async () => {
  const { asking } = await openApproval()
  expect(asking.value).toMatchObject({ kind: 'asked', approval: APPROVAL, secondsLeft: 120 })
  shop.time.pass(30_000)
  expect(asking.value).toMatchObject({ secondsLeft: 90 })
})

test('a yes goes with the number and the passkey of this very code', async () => {
  const { asking, approve, sent } = await openApproval()
  await approve('42')
  expect(sent).toEqual([{ answer: 'approve', number: '42', passkey: { signed: 'x' } }])
  expect(asking.value).toEqual({ kind: 'approved' })
})

test('a prompt that was closed leaves the question standing', async () => {
  const { asking, approve, problem, sent } = await openApproval(
    {},
    {
      ...willing,
      use: () => Promise.resolve(refuse('dismissed')),
    },
  )
  await approve('42')
  expect([asking.value.kind, problem.value, sent]).toEqual(['asked', 'dismissed', []])
})

test.each([
  ['no-such-code', 404, { kind: 'over', why: 'gone' }],
  ['wrong-number', 409, { kind: 'over', why: 'wrong-number' }],
  ['too-many-tries', 429, { kind: 'over', why: 'too-many' }],
] as const)('the answer %s is the end of it', async (code, status, end) => {
  const { asking, approve } = await openApproval({ [`POST ${AT}`]: no(status, code) })
  await approve('42')
  expect(asking.value).toEqual(end)
})

test('a passkey that the shop does not take may be tried again', async () => {
  const { asking, approve, problem } = await openApproval({ [`POST ${AT}`]: no(401, 'wrong-passkey') })
  await approve('42')
  expect([asking.value.kind, problem.value]).toEqual(['asked', 'wrong-passkey'])
})

test('a code that opens nothing is told as such at once', async () => {
  const { asking } = await openApproval({ [`GET ${AT}`]: no(404, 'no-such-code') })
  expect(asking.value).toEqual({ kind: 'over', why: 'gone' })
})

test('a code whose time is over is over on the screen too, and nothing is asked any more', async () => {
  const { asking } = await openApproval()
  shop.time.pass(120_000)
  expect(asking.value).toEqual({ kind: 'over', why: 'gone' })
})

test('no means no, and a second touch while it is on its way is none', async () => {
  const { asking, approve, deny } = await openApproval({ [`POST ${AT}`]: () => ({ body: { state: 'denied' } }) })
  const denied = deny()
  await approve('42')
  await denied
  expect(asking.value).toEqual({ kind: 'over', why: 'denied' })
  expect(shop.asked.filter((name) => name.endsWith('/options'))).toEqual([])
})

test('an approval that is open elsewhere is ended first, and the question stays', async () => {
  let elsewhere = true
  const { asking, endOpen } = await openApproval({
    [`GET ${AT}`]: () => ({ body: { ...APPROVAL, elsewhere } }),
    'DELETE /api/approvals': () => {
      elsewhere = false
      return { body: null }
    },
  })
  expect(asking.value).toMatchObject({ approval: { elsewhere: true } })
  await endOpen()
  expect(asking.value).toMatchObject({ kind: 'asked', approval: { elsewhere: false } })
})

test('one that was opened elsewhere in the meantime is shown as such', async () => {
  let looks = 0
  const { asking, approve } = await openApproval({
    [`GET ${AT}`]: () => ({ body: { ...APPROVAL, elsewhere: looks++ > 0 } }),
    [`POST ${AT}`]: no(409, 'open-elsewhere'),
  })
  await approve('42')
  expect(asking.value).toMatchObject({ kind: 'asked', approval: { elsewhere: true } })
})

test('a yes can be taken back', async () => {
  const { asking, approve, endOpen } = await openApproval()
  await approve('42')
  await endOpen()
  expect(asking.value).toEqual({ kind: 'over', why: 'ended' })
})

test('without a line the page says so, and asks again when told to', async () => {
  const { asking, load } = await openApproval({ [`GET ${AT}`]: no(500, 'internal') })
  expect(asking.value).toEqual({ kind: 'offline' })
  await load()
  expect(shop.asked.filter((name) => name === `GET ${AT}`)).toHaveLength(2)
})

test('a session that is over leads to the sign-in, not to an error', async () => {
  const { asking, approve, problem } = await openApproval({
    [`POST ${AT}/options`]: no(401, 'signed-out'),
    'GET /api/me': no(401, 'signed-out'),
  })
  const session = shop.use(() => useSession())
  await approve('42')
  await until(() => session.session.kind === 'signed-out', 'the sign-in')
  expect([asking.value.kind, problem.value]).toEqual(['asked', null])
})
