import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { kioskAsks, playPasskeys } from './kiosk-asks.ts'
import type { PlayedPasskeys } from './kiosk-asks.ts'
import { SOON_MS } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { startsWith, wordsOf } from './walk-words.ts'

const { approve: words, passkeys, signIn: signingIn } = wordsOf('ko').phone
const MEMBER = '김민지'
let stage: Stage
let phone: Page
let played: PlayedPasskeys
beforeAll(async () => {
  stage = await openStage()
  phone = await stage.page('phone')
  played = await playPasskeys(phone)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ phone })
})
afterAll(() => stage.close())

const press = (name: string) => phone.getByRole('button', { name, exact: true }).click({ timeout: SOON_MS })
const heading = (name: string | RegExp) => phone.getByRole('heading', { name }).waitFor({ timeout: SOON_MS })
const choose = (number: string) => phone.locator('label').filter({ hasText: number }).click({ timeout: SOON_MS })

test('[RD1] a scanned code survives the sign-in, a passkey is made on the way, and the kiosk gets its yes', async () => {
  const kiosk = await kioskAsks(stage, 'kiosk-2')
  await phone.goto(kiosk.url)
  await phone.getByText(words.signIn).waitFor({ timeout: SOON_MS })
  await phone.getByRole('button', { name: startsWith(MEMBER) }).click()
  await heading(/강남점.*키오스크 2/)
  await phone.getByText(words.warning).waitFor({ timeout: SOON_MS })
  await press(passkeys.add)
  await choose(kiosk.number)
  await press(words.approve)
  await heading(words.done.title)
  const polled = await kiosk.poll()
  if (polled.state !== 'approved') throw new Error(`The kiosk heard ${polled.state}`)
  expect(await kiosk.approved(polled.token)).toEqual({ address: '서울 성동구 고래물길 27\n***동 ****호' })
})

test('[RD1] [A4] while one kiosk is open another is not approved until the first is ended; a wrong number closes the code', async () => {
  const kiosk = await kioskAsks(stage, 'kiosk-5')
  await phone.goto(kiosk.url)
  await heading(words.elsewhereTitle)
  await press(words.elsewhereEnd)
  const numbers = phone.getByRole('radio')
  await numbers.first().waitFor({ timeout: SOON_MS })
  const offered = await numbers.evaluateAll((radios) => radios.map((one) => one.getAttribute('value')))
  await choose(offered.find((number) => number !== kiosk.number) ?? 'another number')
  await press(words.approve)
  await heading(words.over['wrong-number'].title)
  expect(await kiosk.poll()).toEqual({ state: 'denied' })
  await phone.reload()
  await heading(words.over.gone.title)
})

test('[RD1] [A9] somebody else’s finger approves nothing, and the owner may still say no', async () => {
  const kiosk = await kioskAsks(stage, 'kiosk-2')
  await phone.goto(kiosk.url)
  await played.know(false)
  await choose(kiosk.number)
  await press(words.approve)
  await phone.getByText(passkeys.problem.dismissed).waitFor({ timeout: SOON_MS })
  await played.know(true)
  expect(await kiosk.poll()).toEqual({ state: 'pending' })
  await press(words.deny)
  await heading(words.over.denied.title)
  expect(await kiosk.poll()).toMatchObject({ state: 'denied' })
})

test('a code that cannot be scanned is typed, as people type', async () => {
  const kiosk = await kioskAsks(stage, 'kiosk-7')
  await phone.goto(new URL('/code', stage.floor.urls.phone).href)
  await press(words.typeOpen)
  await phone.getByRole('textbox', { name: words.code }).fill(kiosk.userCode.toLowerCase().replace(/^..../, '$& - '))
  await press(words.next)
  await heading(/강남점.*키오스크 7/)
})

test('the account lists the passkey and removes it; at a bare address the page says why there is none', async () => {
  await phone.goto(new URL('/account', stage.floor.urls.phone).href)
  // Phones and passkeys are removed by the same word, and either list may be there first.
  const list = phone
    .locator('section')
    .filter({ has: phone.getByRole('heading', { name: passkeys.title, exact: true }) })
  await list.last().getByRole('button', { name: passkeys.remove, exact: true }).first().click({ timeout: SOON_MS })
  await phone.getByRole('dialog').getByRole('button', { name: passkeys.remove, exact: true }).click()
  await phone.getByText(passkeys.none).waitFor({ timeout: SOON_MS })
  const bare = new URL('/account', stage.floor.urls.phone)
  bare.hostname = '127.0.0.1'
  await phone.goto(bare.href)
  await heading(signingIn.title)
  await phone.getByRole('button', { name: startsWith(MEMBER) }).click()
  await phone.getByText(passkeys.where['at-an-address']).waitFor({ timeout: SOON_MS })
  const named = phone.getByRole('link', { name: passkeys.byName })
  expect(await named.getAttribute('href')).toBe(new URL('/account', stage.floor.urls.phone).href)
})
