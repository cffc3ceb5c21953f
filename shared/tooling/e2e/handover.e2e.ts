import { join } from 'node:path'
import { RM1_DOUBLE_READ_MS } from '@dangol/domain/recognition/rm1.ts'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { everythingKept, findLeftovers } from './leftovers.ts'
import { signIn, SOON_MS, startShift, stayBeside, storeHasCaughtUp } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { scanAtKiosk } from './walk-people.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { settledPress } from './walk-together.ts'
import { say, startsWith, wordsOf } from './walk-words.ts'

const MEMBER = '김민지'
/** Whatever could tell whose the things are. */
const OF_THE_MEMBER = [MEMBER, '김*지', '민지', 'M-100231', '풋살팀 유니폼', '지훈 깜짝 선물']
const SHARED = '풋살팀 유니폼'
const GIFT = '지훈 깜짝 선물'

const { kiosk: onKiosk, phone: onPhone } = wordsOf('ko')
let stage: Stage
let kiosk: Page
let phone: Page
let hands: KioskHands
let tablet: ReturnType<typeof tabletHands>

// One afternoon: each test goes on where the one before stopped.
beforeAll(async () => {
  stage = await openStage()
  ;[kiosk, phone] = await Promise.all([stage.page('kiosk'), stage.page('phone')])
  hands = handsOn(kiosk, 'ko')
  tablet = tabletHands(await stage.page('tablet'), 'ko')
  await signIn(phone, MEMBER)
  await storeHasCaughtUp(stage)
  await startShift(tablet.page, ASSOCIATE)
  await stayBeside(kiosk, tablet.page)
  await tablet.go('customers')
  await tablet.page.getByRole('searchbox', { name: tablet.words.find.label }).fill(MEMBER)
  await tablet.press(tablet.words.find.button)
  const found = tablet.page.getByRole('region', { name: tablet.words.find.title }).getByRole('listitem')
  await found.getByRole('button').first().click({ timeout: SOON_MS })
  await tablet.press(tablet.words.card.openFor)
  await tablet.heading(tablet.words.sale.saved)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk, phone, tablet: tablet.page })
})
afterAll(() => stage.close())

test('[HS1] an associate sends two, the shopper at the free kiosk says yes, and nobody learns whose they are', async () => {
  const count = await openSheet()
  await sheet().getByRole('checkbox', { checked: false }).first().click()
  expect(await sheet().getByText(GIFT).count()).toBe(0)
  expect(count).toBeGreaterThan(1)
  await sheet()
    .getByRole('button', { name: sendTo(2) })
    .click()
  await told('offered', 2)

  await kiosk.getByRole('alertdialog').getByText(offer(2)).waitFor({ timeout: SOON_MS })
  await hands.press(onKiosk.handover.yes)
  await hands.heading(onKiosk.mine.one)
  await expect.poll(() => kiosk.getByRole('article').count(), { timeout: SOON_MS }).toBe(2)
  await told('taken', 2)
  expect(findLeftovers(await everythingKept(kiosk), OF_THE_MEMBER)).toEqual([])
})

test('[HS1] whoever is busy at a kiosk is asked without being interrupted, and may say no', async () => {
  await putAway()
  await openSheet()
  await sheet().getByText(tablet.words.handover.inUseHelp).waitFor({ state: 'detached' })
  await sheet()
    .getByRole('button', { name: startsWith('키오스크 1') })
    .click()
  await sheet().getByText(tablet.words.handover.inUseHelp).waitFor({ timeout: SOON_MS })
  await sheet()
    .getByRole('button', { name: sendTo(1) })
    .click()
  await kiosk.getByRole('heading', { name: offer(1) }).waitFor({ timeout: SOON_MS })
  expect(await kiosk.getByRole('alertdialog').count()).toBe(0)
  await settledPress(kiosk, onKiosk.handover.no)
  await kiosk.getByRole('heading', { name: offer(1) }).waitFor({ state: 'detached', timeout: SOON_MS })
  await told('declined', 1)
})

test('[HS1] what is taken back is gone from the kiosk', async () => {
  await putAway()
  await openSheet()
  await sheet()
    .getByRole('button', { name: startsWith('키오스크 1') })
    .click()
  await sheet()
    .getByRole('button', { name: sendTo(1) })
    .click()
  await kiosk.getByRole('heading', { name: offer(1) }).waitFor({ timeout: SOON_MS })
  await tablet.press(tablet.words.handover.withdraw)
  await kiosk.getByRole('heading', { name: offer(1) }).waitFor({ state: 'detached', timeout: SOON_MS })
  await tablet.page.locator('[data-handover]').waitFor({ state: 'detached', timeout: SOON_MS })
})

test('[RC1] with the internet cut, a code that the shop signed opens on the kiosk; shown twice it lies there once', async () => {
  await hands.finish()
  await phone.getByRole('button', { name: `${onPhone.shelf.share}: ${SHARED}` }).click({ timeout: SOON_MS })
  await phone.getByRole('radio', { name: onPhone.shelf.shareAlone }).click()
  const code = phone.locator('[data-share-code][data-text^="RC1S:"]')
  const text = (await code.getAttribute('data-text', { timeout: SOON_MS })) ?? ''
  stage.floor.wan.cut()
  const before = scansTaken()
  await scanAtKiosk(stage, text)
  await hands.heading(onKiosk.mine.one)
  await expect.poll(() => kiosk.getByRole('article').count(), { timeout: SOON_MS }).toBe(1)
  // Once more after the moment in which a reader reads twice; within it the kiosk would not even ask the store.
  await kiosk.waitForTimeout(RM1_DOUBLE_READ_MS + 200)
  await scanAtKiosk(stage, text)
  await expect.poll(scansTaken, { timeout: SOON_MS }).toBe(before + 2)
  // What the store said of it was on its way to this screen before the next thing that the screen asks.
  await hands.bar(onKiosk.frame.home)
  await hands.press(startsWith(onKiosk.home.mine))
  await hands.heading(onKiosk.mine.one)
  expect(await kiosk.getByRole('article').count()).toBe(1)
  expect(findLeftovers(await everythingKept(kiosk), OF_THE_MEMBER)).toEqual([])
  stage.floor.wan.mend()
})

/** How many codes the store has judged, as it lies on the disk. */
function scansTaken(): number {
  const db = new Database(join(stage.dataFolder, 'store.sqlite'), { readonly: true })
  try {
    const count = db.prepare<[], number>("select count(*) from commands where request = 'recognition:scan'").pluck()
    return count.get() ?? 0
  } finally {
    db.close()
  }
}

const sheet = () => tablet.page.getByRole('dialog')
const offer = (n: number) => say(onKiosk.handover.offer, { name: ASSOCIATE, n })
const sendTo = (n: number) => say(tablet.words.handover.send, { where: '키오스크 1', n })

/** Opens the sheet with one thing chosen; returns how many there are to choose from. */
async function openSheet(): Promise<number> {
  await tablet.press(tablet.words.handover.button)
  await sheet().getByRole('checkbox').first().waitFor({ timeout: SOON_MS })
  return sheet().getByRole('checkbox').count()
}

/** The tablet says what became of it. */
const told = (state: keyof typeof tablet.words.handover.state, n: number) =>
  tablet.page
    .getByText(say(tablet.words.handover.state[state], { where: '키오스크 1', n }))
    .waitFor({ timeout: SOON_MS })

async function putAway(): Promise<void> {
  await tablet.press(tablet.words.handover.dismiss)
  await tablet.page.locator('[data-handover]').waitFor({ state: 'detached', timeout: SOON_MS })
}
