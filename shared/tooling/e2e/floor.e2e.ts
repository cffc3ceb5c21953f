import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { foundation } from '../../../server/shop/demo/families/foundation/model.ts'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { freePorts } from '../free-ports.ts'
import { isReady, startChild } from '../start/child.ts'
import type { Child } from '../start/child.ts'
import { everythingKept, findLeftovers, kioskFiles } from './leftovers.ts'
import { signIn, SOON_MS, startShift } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import { comeIn } from './walk-people.ts'
import type { Shopper } from './walk-people.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { like, say, startsWith, wordsOf } from './walk-words.ts'

const JUNHO = ['이준호', '이*호', 'junho', '준호네 공방', '검은 고래']
const MINJI = ['김민지', '김*지', 'minji', '회사 풋살팀 총무', '내 고래', '겨울 아침 러닝화']
const EMMA = ['Emma Svensson', 'Emma', 'Winter tone', 'Nils']
/** How long a recognised shopper may rest before the kiosk asks, and how long it then waits (recognition-ux 6.3). */
const REST_MS = 40_000
const COUNTDOWN_MS = 20_000

const words = wordsOf('ko').kiosk
let stage: Stage
let hands: KioskHands
let kiosk: Page
let tablet: ReturnType<typeof tabletHands>
let junho: Shopper
/** Two who go away without a word, at kiosks of their own, while the other tests go on. */
let minji: Resting
let emma: Resting
const started: Child[] = []

beforeAll(async () => {
  stage = await openStage()
  kiosk = await stage.page('kiosk')
  hands = handsOn(kiosk, 'ko')
  tablet = tabletHands(await stage.page('tablet'), 'ko')
  ;[junho, minji, emma] = await Promise.all([
    comeIn(stage, '이준호'),
    restAt('kiosk-2', '김민지'),
    restAt('kiosk-3', 'Emma Svensson'),
    startShift(tablet.page, ASSOCIATE),
  ])
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await picture({ kiosk, tablet: tablet.page, 'kiosk-2': minji.page, 'kiosk-3': emma.page })
})
afterAll(async () => {
  for (const child of started) await child.end()
  await stage.close()
})

test('a call from the attract loop rings on the tablet, the kiosk says who is coming, and it ends when help is done', async () => {
  const hasRung = await listenTo(tablet.page)
  await hands.bar(words.frame.help)
  await kiosk.getByText(words.status.callWaiting).waitFor({ timeout: SOON_MS })
  await tablet.page
    .getByText(say(tablet.words.now.calledAnnounce, { where: '키오스크 1' }))
    .first()
    .waitFor()
  await expect.poll(hasRung, { timeout: SOON_MS }).toBe(true)
  await tablet.press(tablet.words.now.answer)
  await kiosk.getByText(say(words.status.callAnswered, { name: ASSOCIATE })).waitFor({ timeout: SOON_MS })
  await tablet.press(tablet.words.now.closeCall)
  await tablet.page.getByText(tablet.words.now.noCalls).waitFor({ timeout: SOON_MS })
  await kiosk.getByText(say(words.status.callAnswered, { name: ASSOCIATE })).waitFor({ state: 'detached' })
  await kiosk.getByRole('button', { name: startsWith(words.attract.start) }).waitFor()
})

test('an associate takes a visit over and ends it: the kiosk says both, and nothing of the shopper is left', async () => {
  await hands.begin()
  await junho.scan()
  await hands.heading(words.mine.title)
  await kiosk.getByRole('article').filter({ hasText: '검은 고래' }).waitFor({ timeout: SOON_MS })
  await tablet.page.getByRole('button', { name: /키오스크 1.*이\*호/ }).click({ timeout: SOON_MS })
  await tablet.press(tablet.words.visit.serve)
  await kiosk.getByText(say(words.status.servedBy, { name: ASSOCIATE })).waitFor({ timeout: SOON_MS })
  await tablet.press(tablet.words.visit.end)
  await tablet.press(tablet.words.visit.endConfirm)

  await hands.heading(words.goodbye.associate)
  await hands.press(words.goodbye.close)
  await leftAtAttract(kiosk)
  expect(await leftOf(kiosk, JUNHO)).toEqual([])
})

test('the code of another person asks first: nobody’s things show until it is clear who stays', async () => {
  const david = await comeIn(stage, 'David Okafor')
  await hands.begin()
  await junho.scan()
  await hands.heading(words.mine.title)
  await david.scan()
  await hands.heading(words.scan.otherTitle)
  await expect.poll(() => covered(kiosk)).toBe(true)
  expect(findLeftovers(await everythingKept(kiosk), ['David', 'Race day'])).toEqual([])
  await hands.press(words.scan.otherNo)
  await kiosk.getByRole('article').filter({ hasText: '검은 고래' }).waitFor({ timeout: SOON_MS })

  await david.scan()
  await hands.press(words.scan.otherYes)
  await kiosk.getByRole('article').filter({ hasText: 'Race day' }).waitFor({ timeout: SOON_MS })
  expect(await leftOf(kiosk, JUNHO)).toEqual([])
  await hands.finish()
  await david.leave()
})

test('what an associate orders for a customer stands on the customer’s phone', async () => {
  const phone = await stage.page('phone')
  await signIn(phone, '박서연')
  await phone.getByRole('button', { name: wordsOf('ko').phone.tabs.orders, exact: true }).click()
  const ordered = phone.getByRole('article').filter({ hasText: foundation.title.ko })
  await phone.getByRole('article').first().waitFor({ timeout: SOON_MS })
  const before = await ordered.count()
  const { find, card, sale } = tablet.words
  await tablet.go('customers')
  await tablet.page.getByRole('searchbox', { name: find.label }).fill('박서연')
  await tablet.press(find.button)
  await tablet.page.getByRole('button', { name: /박\*연/ }).click({ timeout: SOON_MS })
  await tablet.press(card.openFor)
  const saved = tablet.page.getByRole('article').filter({ hasText: '달항아리 파운데이션' })
  await saved.getByRole('button', { name: sale.addToCart, exact: true }).click({ timeout: SOON_MS })
  await tablet.press(like(sale.place))
  await tablet.heading(sale.placed)
  await tablet.press(sale.finish)

  await ordered.nth(before).waitFor({ timeout: SOON_MS })
  expect(await ordered.first().innerText()).toMatch(/^주문 W-\d+\n[^]* · 매장\n[^]*101,000원/)
  await phone.context().close()
})

test('with the store server down the kiosk says so and still shows prices; it recovers by itself', async () => {
  const down = kiosk.getByText(words.status.offline)
  await stage.floor.children.find((child) => child.name === 'store server')?.end()
  await down.waitFor({ timeout: SOON_MS })
  await hands.begin()
  await hands.open(runner.id)
  const price = kiosk.getByText(words.configure.price).locator('..')
  const standard = await price.innerText()
  await hands.press(startsWith(titleOf(runner, 'midsole', 'plated', 'ko')))
  await expect.poll(() => price.innerText()).not.toBe(standard)
  expect(await price.innerText()).toMatch(/\d{3},\d{3}원/)
  await kiosk.getByText(words.configure.dateUnknown).waitFor({ timeout: SOON_MS })

  await startStoreAgain()
  await down.waitFor({ state: 'detached', timeout: SOON_MS })
  const date = kiosk.getByText(words.configure.date, { exact: true }).locator('..')
  await expect.poll(() => date.innerText(), { timeout: SOON_MS }).toMatch(/\d+월 \d+일/)
  await hands.press(words.configure.add)
  await hands.openCart()
  await hands.finish()
})

test('a visit that rests is asked by itself, covered meanwhile, and goes on at one touch', async () => {
  const { page, atMs } = emma
  const question = page.getByRole('heading', { name: words.warning.title })
  await question.waitFor({ timeout: REST_MS + SOON_MS })
  expect(performance.now() - atMs).toBeGreaterThan(REST_MS - 2_000)
  await expect.poll(() => covered(page)).toBe(true)
  expect(await page.getByRole('heading', { name: 'Winter tone' }).count()).toBe(0)
  await page.getByRole('button', { name: words.warning.more }).click()
  await question.waitFor({ state: 'detached', timeout: SOON_MS })
  await page.getByRole('heading', { name: 'Winter tone' }).waitFor()
  await handsOn(page, 'ko').finish()
  await leftAtAttract(page)
  expect(await leftOf(page, EMMA)).toEqual([])
})

test('left alone it ends by itself, without a code for whoever comes next, and nothing is left', async () => {
  const { page, atMs } = minji
  const goodbye = page.getByRole('heading', { name: words.goodbye.timeout })
  await goodbye.waitFor({ timeout: REST_MS + COUNTDOWN_MS + SOON_MS })
  expect(performance.now() - atMs).toBeGreaterThan(REST_MS + COUNTDOWN_MS - 2_000)
  expect(await page.getByText(words.goodbye.code).count()).toBe(0)
  await leftAtAttract(page)
  expect(await leftOf(page, MINJI)).toEqual([])
})

interface Resting {
  readonly page: Page
  /** When the shopper was recognised and touched the screen for the last time. */
  readonly atMs: number
}

/** One more kiosk of the same store, where somebody is recognised and then goes away. */
async function restAt(kioskId: string, name: string): Promise<Resting> {
  const [port = 0] = await freePorts(1)
  const url = `http://127.0.0.1:${port}/`
  const env = { DANGOL_DATA: stage.dataFolder, DANGOL_KIOSK_ID: kioskId, DANGOL_KIOSK_PORT: `${port}` }
  const { store, shop } = stage.floor.urls
  const child = startChild({
    name: kioskId,
    entry: 'kiosk/browser/main.ts',
    env: { ...env, DANGOL_STORE_URL: store, DANGOL_SHOP_URL: shop, DANGOL_SIMULATOR: '1' },
  })
  started.push(child)
  expect(await isReady(url, child), child.lastWords()).toBe(true)
  const here: Stage = { ...stage, floor: { ...stage.floor, urls: { ...stage.floor.urls, kiosk: url } } }
  const [page, shopper] = await Promise.all([stage.page('kiosk'), comeIn(here, name)])
  await page.goto(url)
  await handsOn(page, 'ko').begin()
  await shopper.scan()
  await page.getByRole('heading', { name: words.mine.title }).waitFor({ timeout: SOON_MS })
  const atMs = performance.now()
  await page.getByRole('article').first().waitFor({ timeout: SOON_MS })
  await shopper.leave()
  return { page, atMs }
}

/** The store server as the stage started it, on the same port and data. */
async function startStoreAgain(): Promise<void> {
  const { floor, dataFolder } = stage
  const env = {
    DANGOL_DATA: dataFolder,
    DANGOL_PORT: new URL(floor.urls.store).port,
    DANGOL_SHOP_URL: `http://127.0.0.1:${floor.wan.port}`,
  }
  const child = startChild({ name: 'store server', entry: 'server/src/main.ts', env })
  started.push(child)
  expect(await isReady(`${floor.urls.store}/healthz`, child), child.lastWords()).toBe(true)
}

const leftOf = async (page: Page, ofThem: readonly string[]): Promise<string[]> =>
  findLeftovers({ ...(await everythingKept(page)), ...kioskFiles(stage.dataFolder) }, ofThem)

const leftAtAttract = (page: Page) =>
  page.getByRole('button', { name: startsWith(words.attract.start) }).waitFor({ timeout: SOON_MS })

/** Whether a question lies over the whole screen, with nothing to be seen through it or beside it. */
function covered(page: Page): Promise<boolean> {
  return page.getByRole('alertdialog').evaluate((cover) => {
    const { top, left, right, bottom } = cover.getBoundingClientRect()
    const { backgroundColor, opacity } = getComputedStyle(cover)
    const whole = top <= 0 && left <= 0 && right >= window.innerWidth && bottom >= window.innerHeight
    const corners = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const))
    const onTop = corners.every(([x, y]) =>
      cover.contains(document.elementFromPoint(x * window.innerWidth, y * window.innerHeight)),
    )
    return whole && onTop && opacity === '1' && !/rgba|transparent|\//.test(backgroundColor)
  })
}

/** Whether a page has played a tone since this was called. */
async function listenTo(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    AudioContext.prototype.createOscillator = function () {
      if (this.state === 'running') document.documentElement.dataset['rung'] = 'yes'
      return new OscillatorNode(this)
    }
  })
  return () => page.evaluate(() => document.documentElement.dataset['rung'] === 'yes')
}
