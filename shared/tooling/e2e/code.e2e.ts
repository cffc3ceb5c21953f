import { join } from 'node:path'
import { RM1_TEXT_LENGTH } from '@dangol/domain/recognition/rm1.ts'
import { formatRc1, makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { everythingKept, findLeftovers } from './leftovers.ts'
import { closeGoodbye, signIn, SOON_MS, startShift, stayBeside, storeHasCaughtUp, untilSaved } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import { comeIn, scanAtKiosk, SHOWN_CODE } from './walk-people.ts'
import { say, startsWith, wordsOf } from './walk-words.ts'

const OWNER = '김민지'
/** Whatever could tell whose a configuration is: names, number, mail address, and the role it was made in. */
const OF_THE_OWNER = [OWNER, '김*지', '민지', 'minji', 'M-100231', '회사 풋살팀 총무']
const SHARED = '풋살팀 유니폼'
const GIFT = '지훈 깜짝 선물'
const PARKED = say(wordsOf('ko').kiosk.configure.nameOf, { family: runner.title.ko })

const { phone: onPhone, staff: onTablet } = wordsOf('ko')
let stage: Stage
let kiosk: Page
let phone: Page
let hands: KioskHands
/** A code for each of the two configurations, as the phone shows it. */
let codes: { shared: string; gift: string }
beforeAll(async () => {
  stage = await openStage()
  ;[kiosk, phone] = await Promise.all([stage.page('kiosk'), stage.page('phone')])
  await stayBeside(kiosk)
  hands = handsOn(kiosk, 'ko')
  await signIn(phone, OWNER)
  codes = { shared: await codeOf(SHARED), gift: await codeOf(GIFT) }
  await storeHasCaughtUp(stage)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk, phone })
})
afterAll(() => stage.close())

test('a configuration code opens that one configuration and nobody learns whose it is; an edit is a copy', async () => {
  const tablet = await stage.page('tablet')
  await startShift(tablet, '서연')
  await stayBeside(tablet)
  const before = await cardOf(SHARED).innerText()
  await openByHand(codes.shared)

  await hands.heading(SHARED)
  await hands.bar(hands.words.frame.home)
  await hands.press(startsWith(hands.words.home.mine))
  await hands.heading(hands.words.mine.one)
  await expect.poll(savedNames, { timeout: SOON_MS }).toEqual([SHARED])
  await tablet.getByRole('button', { name: /키오스크 1/ }).click({ timeout: SOON_MS })
  await tablet.getByText(onTablet.visit.noCard).waitFor({ timeout: SOON_MS })
  await tablet.getByRole('heading', { name: '키오스크 1' }).waitFor()
  await tablet.getByText(onTablet.visit.level.L1).first().waitFor({ timeout: SOON_MS })
  expect(findLeftovers(await everythingKept(kiosk), OF_THE_OWNER)).toEqual([])
  expect(findLeftovers(await everythingKept(tablet), OF_THE_OWNER)).toEqual([])

  await hands.press(hands.words.mine.open)
  await changeSomething()
  await hands.bar(hands.words.frame.home)
  await hands.press(startsWith(hands.words.home.mine))
  await expect.poll(savedNames, { timeout: SOON_MS }).toEqual([SHARED, SHARED])
  await hands.bar(hands.words.frame.finish)
  expect(await goodbyeCode()).not.toBe(codes.shared)
  await storeHasCaughtUp(stage)
  await phone.reload()
  await expect.poll(() => cardOf(SHARED).innerText(), { timeout: SOON_MS }).toBe(before)
  expect(await phone.getByRole('article').filter({ hasText: SHARED }).count()).toBe(1)
  await tablet.context().close()
})

test('a secret gift opens by its code without its name, and a member code of the same person does not show it', async () => {
  await openByHand(codes.gift)
  await hands.heading(runner.title.ko)
  expect(findLeftovers(await everythingKept(kiosk), [GIFT, ...OF_THE_OWNER])).toEqual([])
  await hands.finish()

  const owner = await comeIn(stage, OWNER)
  await hands.begin()
  await owner.scan()
  await hands.heading(hands.words.mine.title)
  await kiosk.getByRole('article').filter({ hasText: SHARED }).waitFor({ timeout: SOON_MS })
  expect(findLeftovers(await everythingKept(kiosk), [GIFT])).toEqual([])
  await hands.finish()
  await owner.leave()
})

test('what a stranger leaves unfinished waits behind the code of the goodbye, for whoever holds it and then for who signs in', async () => {
  await configureAsStranger()
  await hands.bar(hands.words.frame.finish)
  const code = await goodbyeCode()

  const stranger = await openOnPhone(code)
  await stranger.getByRole('heading', { name: PARKED }).waitFor({ timeout: SOON_MS })
  await stranger.getByText(onPhone.claim.signIn).waitFor()
  await stranger.getByRole('button', { name: onPhone.signIn.finish, exact: true }).click()
  await stranger.getByRole('button', { name: /^최은영/ }).click()
  await stranger.getByText(onPhone.claim.done).waitFor({ timeout: SOON_MS })
  await stranger.getByRole('button', { name: onPhone.tabs.shelf, exact: true }).click()
  await stranger.getByRole('article').filter({ hasText: PARKED }).waitFor({ timeout: SOON_MS })
  await stranger.context().close()
})

test('with the internet cut at the goodbye the phone says that it is on its way, and has it once the line is mended', async () => {
  await configureAsStranger()
  stage.floor.wan.cut()
  await hands.bar(hands.words.frame.finish)
  const code = await goodbyeCode()

  const stranger = await openOnPhone(code)
  await stranger.getByText(onPhone.claim.waiting).waitFor({ timeout: SOON_MS })
  stage.floor.wan.mend()
  await stranger.getByRole('heading', { name: PARKED }).waitFor({ timeout: SOON_MS * 2 })
  await stranger.context().close()
})

test('a code that never was, one whose day is over, another retailer’s and no code at all: the same words for all', async () => {
  const expired = codes.shared
  endTheDayOf(expired)
  const unknown = formatRc1(makeRc1(new Uint8Array(8)))
  const foreign = 'RM1:'.padEnd(RM1_TEXT_LENGTH, '0')

  await hands.press(startsWith(hands.words.attract.continue))
  // A camera that is still looking for itself would be told of beside one refusal and not beside the next.
  await kiosk.getByText(hands.words.scan.starting).waitFor({ state: 'detached', timeout: SOON_MS })
  const typed = [await refusedByHand(expired), await refusedByHand(unknown)]
  expect(new Set(typed).size).toBe(1)
  expect(typed[0]).toContain(hands.words.scan.refused)
  const shown = []
  for (const text of [`RC1:${expired}`, `RC1:${unknown}`, foreign, 'https://example.test/menu'])
    shown.push(await refusedByCamera(text))
  expect(new Set(shown).size).toBe(1)
  expect(shown[0]).toContain(hands.words.scan.refused)
  await hands.bar(hands.words.frame.finish)

  const pages = await Promise.all([openOnPhone(expired), openOnPhone(unknown)])
  for (const page of pages) {
    await page.getByText(onPhone.claim.waiting).waitFor({ timeout: SOON_MS })
    await page.context().close()
  }
})

const cardOf = (name: string) => phone.getByRole('article').filter({ hasText: name }).first()
const savedNames = () => kiosk.getByRole('article').getByRole('heading').allInnerTexts()

/** Makes a code on the phone's shelf, as it is written there. */
async function codeOf(name: string): Promise<string> {
  await phone.getByRole('button', { name: `${onPhone.shelf.share}: ${name}` }).click()
  const code = await phone.getByRole('dialog').getByText(SHOWN_CODE).innerText({ timeout: SOON_MS })
  await phone.keyboard.press('Escape')
  await phone.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
  return code
}

/** From the attract loop: types the code letter by letter with the keyboard on the screen. */
async function openByHand(code: string): Promise<void> {
  await hands.press(startsWith(hands.words.attract.continue))
  await enterByHand(code)
  await kiosk.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
}

async function enterByHand(code: string): Promise<void> {
  await hands.press(hands.words.scan.type)
  const keys = kiosk.getByRole('group', { name: hands.kit.keyboard.name })
  for (const letter of code.replaceAll('-', '')) await keys.getByRole('button', { name: letter, exact: true }).click()
  await hands.press(hands.words.scan.typeOpen)
}

/** All that the sheet says to a code that it refused. Starts and ends at the scan screen. */
async function refusedByHand(code: string): Promise<string> {
  await refusalGone()
  await enterByHand(code)
  const sheet = kiosk.getByRole('dialog')
  await sheet.getByRole('alert').waitFor({ timeout: SOON_MS })
  const words = await sheet.innerText()
  await hands.closeSheet()
  return words
}

/** All that the scan screen says to a text that the reader read. */
async function refusedByCamera(text: string): Promise<string> {
  await refusalGone()
  await scanAtKiosk(stage, text)
  await kiosk.getByText(hands.words.scan.refused).waitFor({ timeout: SOON_MS })
  const words = await kiosk.getByRole('main').innerText()
  await hands.press(hands.words.scan.again)
  return words
}

/** What was said of the code before is not taken for an answer to the next. */
const refusalGone = () => kiosk.getByText(hands.words.scan.refused).waitFor({ state: 'detached', timeout: SOON_MS })

/** Chooses something else and waits until it is saved. */
async function changeSomething(): Promise<void> {
  await kiosk.locator('button.tile[aria-pressed=false]:not(.excluded)').first().click({ timeout: SOON_MS })
  await untilSaved(kiosk)
}

async function configureAsStranger(): Promise<void> {
  await hands.begin()
  await hands.open(runner.id)
  await hands.press(startsWith(titleOf(runner, 'upper', 'suede', 'ko')))
  await untilSaved(kiosk)
}

/** The code that the goodbye shows; closes it. */
async function goodbyeCode(): Promise<string> {
  await hands.heading(hands.words.goodbye.title)
  const code = await kiosk.getByText(SHOWN_CODE).innerText({ timeout: SOON_MS })
  await closeGoodbye(kiosk)
  return code
}

/** The page that the goodbye's picture code leads to, on a phone that nobody is signed in on. */
async function openOnPhone(code: string): Promise<Page> {
  const page = await stage.page('phone')
  const path = `/c/${encodeURIComponent(code.replaceAll('-', ''))}`
  await page.goto(new URL(path, stage.floor.urls.phone).href)
  return page
}

/** Sets the code's last moment into the past, in the store and in the shop, instead of waiting for a day. */
function endTheDayOf(code: string): void {
  const text = code.replaceAll('-', '')
  for (const [file, statement] of [
    ['store.sqlite', 'update configurations set code_expires_at = 1 where code = ?'],
    ['shop.sqlite', 'update codes set expires_at = 1 where code = ?'],
  ] as const) {
    const db = new Database(join(stage.dataFolder, file))
    expect(db.prepare(statement).run(text).changes).toBe(1)
    db.close()
  }
}
