import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { playPasskeys } from './kiosk-asks.ts'
import { enterPin, MANAGER, SOON_MS, typePin } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { say, wordsOf } from './walk-words.ts'

const IDLE = '02:01'
const WRONG_PIN = '135791'
/** Who reads the record of who did what, and serves nobody. */
const AUDITOR = '유나'

let stage: Stage
let tablet: ReturnType<typeof tabletHands>

beforeAll(async () => {
  stage = await openStage()
  const page = await stage.page('tablet')
  await page.clock.install()
  // A passkey belongs to a name; an address of numbers is none.
  await page.goto(stage.floor.urls.tablet.replace('127.0.0.1', 'localhost'))
  tablet = tabletHands(page, 'ko')
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ tablet: tablet.page })
})
afterAll(() => stage.close())

test('a wrong PIN opens nothing; the right one starts the shift, typed on a real keyboard as well', async () => {
  const { page, words, heading } = tablet
  await page.getByRole('button', { name: ASSOCIATE, exact: true }).click({ timeout: SOON_MS })
  await typePin(page, WRONG_PIN)
  await page.getByText(words.pin.wrong).waitFor({ timeout: SOON_MS })
  expect(await page.getByRole('navigation', { name: words.nav.label }).count()).toBe(0)
  await page.keyboard.type(await page.locator('[data-demo-pin]').innerText())
  await heading(words.now.title)
})

test('the session is in no storage, and a reload asks for the PIN again', async () => {
  const { page, words, heading } = tablet
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href]),
  )
  expect(kept).not.toContain(ASSOCIATE)
  expect(kept).not.toMatch(/session/i)
  await page.reload()
  await heading(words.people.title)
  await enterPin(page, ASSOCIATE)
  await heading(words.now.title)
})

test('[A11] left alone it locks by itself; the PIN goes on where it was, another person starts at the beginning', async () => {
  const { page, words, heading, press, go } = tablet
  await go('orders')
  await page.getByText(words.orders.empty).waitFor({ timeout: SOON_MS })
  await page.clock.fastForward(IDLE)
  await heading(say(words.locked.title, { name: ASSOCIATE }))
  await page.getByText(words.locked.time).waitFor({ timeout: SOON_MS })
  await page.getByText(words.orders.empty).waitFor({ state: 'detached', timeout: SOON_MS })
  await typePin(page)
  await page.getByText(words.orders.empty).waitFor({ timeout: SOON_MS })

  await press(words.people.lock)
  await press(words.locked.other)
  await enterPin(page, MANAGER)
  await heading(words.now.title)
})

test('a locked tablet still rings when help is called, and shows no name', async () => {
  const { page, words, press } = tablet
  await press(words.people.lock)
  const kiosk = await stage.page('kiosk')
  await handsOn(kiosk, 'ko').bar(wordsOf('ko').kiosk.frame.help)
  await page
    .getByRole('listitem')
    .filter({ hasText: say(words.now.calledAnnounce, { where: '키오스크 1' }) })
    .waitFor({ timeout: SOON_MS })
  await kiosk.context().close()
  await typePin(page)
  await press(words.now.answer)
  await press(words.now.closeCall)
})

test('a passkey is made with the PIN, and something that matters is done after it was shown', async () => {
  const { page, words, press, heading } = tablet
  await playPasskeys(page)
  await press(say(words.me.open, { name: MANAGER }))
  await press(words.me.add)
  await typePin(page)
  await page.getByText(words.passkey.made).waitFor({ timeout: SOON_MS })
  await press(words.common.back)
  await expect.poll(() => passkeysOn(page), { timeout: SOON_MS }).toBe(1)
  // Taking a passkey away exposes somebody: it asks for one, and is then done without another press.
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /패스키 삭제$/ })
    .first()
    .click({ timeout: SOON_MS })
  await heading(words.stepUp.title)
  await press(words.stepUp.show)
  await page.getByText(words.me.none).waitFor({ timeout: SOON_MS })
  await page
    .getByRole('dialog')
    .getByRole('button', { name: wordsOf('ko').kit.sheet.close, exact: true })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
})

test('somebody whose role has nothing to do here is told so, and meets no shopper', async () => {
  const { page, words, press } = tablet
  await press(words.people.lock)
  await press(words.locked.other)
  await enterPin(page, AUDITOR)
  await page.getByText(say(words.nothing.title, { role: words.role.auditor })).waitFor({ timeout: SOON_MS })
  expect(await page.getByRole('navigation', { name: words.nav.label }).count()).toBe(0)
})

test('while the store server is gone nobody can sign in, and the page says so', async () => {
  const { page, words, press } = tablet
  await press(words.people.lock)
  await stage.floor.storeServer.kill()
  await page.getByText(words.people.offline).waitFor({ timeout: SOON_MS })
  await page.getByRole('button', { name: '1', exact: true, disabled: true }).waitFor({ timeout: SOON_MS })
  await stage.floor.storeServer.start()
  await page.getByText(words.people.offline).waitFor({ state: 'detached', timeout: SOON_MS })
  await typePin(page)
  await page.getByText(say(words.nothing.title, { role: words.role.auditor })).waitFor({ timeout: SOON_MS })
})

const passkeysOn = (page: Page): Promise<number> =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /패스키 삭제$/ })
    .count()
