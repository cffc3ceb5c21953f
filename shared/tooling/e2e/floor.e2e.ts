import { VISIT_LIMITS } from '@dangol/domain/visits/level.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { foundation } from '../../../server/shop/demo/families/foundation/model.ts'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import type { Child } from '../start/child.ts'
import { everythingKept, findLeftovers, leftOn } from './leftovers.ts'
import { askedAndBack, covered, leftAlone, restAt } from './resting.ts'
import type { Resting } from './resting.ts'
import { closeGoodbye, signIn, SOON_MS, startShift, stayBeside } from './shopper.ts'
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
const { warnAfterMs, countdownMs } = VISIT_LIMITS.L2

const words = wordsOf('ko').kiosk
let stage: Stage
let hands: KioskHands
let kiosk: Page
let tablet: ReturnType<typeof tabletHands>
let junho: Shopper
/** Two who go away without a word, at kiosks of their own: what the screens do about it is followed while the other tests go on. */
let minji: Resting<typeof leftAlone>
let emma: Resting<typeof askedAndBack>
const started: Child[] = []

beforeAll(async () => {
  stage = await openStage()
  kiosk = await stage.page('kiosk')
  hands = handsOn(kiosk, 'ko')
  tablet = tabletHands(await stage.page('tablet'), 'ko')
  ;[junho, minji, emma] = await Promise.all([
    comeIn(stage, '이준호'),
    restAt(stage, started, { kioskId: 'kiosk-2', name: '김민지', then: leftAlone, words: MINJI }),
    restAt(stage, started, { kioskId: 'kiosk-3', name: 'Emma Svensson', then: askedAndBack, words: EMMA }),
    startShift(tablet.page, ASSOCIATE),
  ])
  await stayBeside(kiosk, tablet.page)
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
  // What is announced goes again by itself.
  const announced = tablet.page.getByText(say(tablet.words.now.calledAnnounce, { where: '키오스크 1' })).first()
  await Promise.all([announced.waitFor({ timeout: SOON_MS }), hands.bar(words.frame.help)])
  await kiosk.getByText(words.status.callWaiting).waitFor({ timeout: SOON_MS })
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
  await closeGoodbye(kiosk)
  expect(await leftOf(kiosk, JUNHO)).toEqual([])
})

test('the code of another person asks first: nobody’s things show until it is clear who stays', async () => {
  const david = await comeIn(stage, 'David Okafor')
  await hands.begin()
  await junho.scan()
  await hands.heading(words.mine.title)
  await david.scan()
  await hands.heading(words.scan.otherTitle)
  await expect.poll(() => covered(kiosk), { timeout: SOON_MS }).toBe(true)
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
  await expect.poll(() => price.innerText(), { timeout: SOON_MS }).not.toBe(standard)
  expect(await price.innerText()).toMatch(/\d{3},\d{3}원/)
  await kiosk.getByText(words.configure.dateUnknown).waitFor({ timeout: SOON_MS })

  await stage.floor.storeServer.start()
  await down.waitFor({ state: 'detached', timeout: SOON_MS })
  const date = kiosk.getByText(words.configure.date, { exact: true }).locator('..')
  await expect.poll(() => date.innerText(), { timeout: SOON_MS }).toMatch(/\d+월 \d+일/)
  await hands.press(words.configure.add)
  await hands.openCart()
  await hands.finish()
})

test('a visit that rests is asked by itself, covered meanwhile, and goes on at one touch', async () => {
  const { askedAfterMs, left } = await emma.outcome
  expect(askedAfterMs).toBeGreaterThan(warnAfterMs)
  expect(left).toEqual([])
})

test('left alone it ends by itself, without a code for whoever comes next, and nothing is left', async () => {
  const { endedAfterMs, codes, left } = await minji.outcome
  expect(endedAfterMs).toBeGreaterThan(warnAfterMs + countdownMs)
  expect(codes).toBe(0)
  expect(left).toEqual([])
})

const leftOf = (page: Page, ofThem: readonly string[]) => leftOn(page, stage.dataFolder, ofThem)

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
