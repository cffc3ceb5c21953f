import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { filmOf } from '../camera.ts'
import type { Stage } from './stage.ts'
import { startsWith, wordsOf } from './walk-words.ts'

/** How long anything on a screen may take before a test says that it did not happen, on the slowest machine. Milliseconds. */
export const SOON_MS = 60_000

/** Signs in on the phone as one of the demonstration's people. */
export async function signIn(phone: Page, name: string): Promise<void> {
  await phone.getByRole('button', { name: new RegExp(`^${name}`) }).click({ timeout: SOON_MS })
  await phone.getByRole('heading', { name: `${name} 님의 구성` }).waitFor({ timeout: SOON_MS })
}

/** Configures a product at home and saves it under a name. */
export async function configureAtHome(
  phone: Page,
  o: { family: RegExp; choose: readonly RegExp[]; name: string },
): Promise<void> {
  await phone.getByRole('button', { name: '새로 만들기' }).click()
  await phone.getByRole('button', { name: o.family }).click()
  for (const value of o.choose) await phone.getByRole('button', { name: value }).first().click()
  await phone.getByRole('button', { name: '저장', exact: true }).click()
  await phone.getByLabel('이 구성의 이름').fill(o.name)
  await phone.getByRole('dialog').getByRole('button', { name: '저장' }).click()
  await phone.getByRole('heading', { name: o.name }).waitFor({ timeout: SOON_MS })
}

/** Opens the member code, makes a key where there is none, and waits for the code. */
export async function openMemberCode(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: '회원 코드', exact: true }).click()
  const make = phone.getByRole('button', { name: '회원 코드 만들기' })
  const code = phone.locator('[data-member-code]')
  await make.or(code).first().waitFor({ timeout: SOON_MS })
  if (await make.isVisible()) await make.click()
  await code.waitFor({ timeout: SOON_MS })
}

/** Films the phone's screen for the kiosk's camera, as somebody who holds it there. */
export async function holdToCamera(stage: Stage, phone: Page): Promise<void> {
  const fresh = await phone.locator('[data-member-code]').screenshot({ scale: 'css' })
  filmOf(fresh, stage.filmPath)
}

/** Waits until the store knows what the shop knew when this was called: a key made a moment ago is not there yet. */
export async function storeHasCaughtUp(stage: Stage): Promise<void> {
  const mirrored = async (): Promise<number> => {
    const health = (await fetch(`${stage.floor.urls.store}/healthz`).then((answer) => answer.json())) as {
      mirroredAt: number | null
    }
    return health.mirroredAt ?? 0
  }
  const before = await mirrored()
  // Two more rounds of the mirror: the first may have been on its way already.
  for (let rounds = 0, last = before; rounds < 2;) {
    await pause(100)
    const now = await mirrored()
    if (now > last) rounds += 1
    last = now
  }
}

/** Touches the kiosk awake and shows the film to its camera. */
export async function showToKiosk(kiosk: Page): Promise<void> {
  await kiosk.getByRole('button', { name: /내 것 이어 보기/ }).click()
  await kiosk.getByRole('heading', { name: '저장한 구성' }).waitFor({ timeout: SOON_MS })
}

/** An associate takes the tablet and starts work. */
export async function startShift(tablet: Page, name: string): Promise<void> {
  await enterPin(tablet, name)
  await tablet.getByRole('heading', { name: '지금 매장' }).waitFor({ timeout: SOON_MS })
}

/** Who runs the store of the demonstration. */
export const MANAGER = '지은'

type OfficeSection = 'figures' | 'orders' | 'link' | 'models' | 'fleet' | 'devices' | 'people' | 'privacy' | 'record'

/** The manager opens the office at one of its sections, and stays beside it. */
export async function openOffice(office: Page, section: OfficeSection = 'figures'): Promise<void> {
  await enterPin(office, MANAGER)
  await office.locator('a[href="#figures"]').waitFor({ timeout: SOON_MS })
  await stayBeside(office)
  await openSection(office, section)
}

/**
 * Somebody stays at each of these screens and touches it now and then: one that nobody touches ends its visit, or locks itself, while
 * a slow machine works. They also stay when the page becomes a new one, as a kiosk's does after each visit.
 */
export async function stayBeside(...screens: readonly Page[]): Promise<void> {
  for (const page of screens) {
    await page.addInitScript(touchEvery, TOUCH_EVERY_MS)
    await page.evaluate(touchEvery, TOUCH_EVERY_MS)
  }
}
const TOUCH_EVERY_MS = 8_000

/** Runs in the page. */
const touchEvery = (everyMs: number): void =>
  void setInterval(() => window.dispatchEvent(new Event('pointerdown')), everyMs)

/** Goes to another section, in whatever language. */
export const openSection = (office: Page, section: OfficeSection): Promise<void> =>
  office.locator(`nav a[href="#${section}"]`).click({ timeout: SOON_MS })

/** Picks somebody on a device that nobody holds, and types the PIN that the demonstration shows for them. */
export async function enterPin(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click({ timeout: SOON_MS })
  await typePin(page)
}

/** Types the PIN shown for whoever was picked, or another one. */
export async function typePin(page: Page, pin?: string): Promise<void> {
  const shown = page.locator('[data-demo-pin]')
  const digits = pin ?? (await shown.innerText({ timeout: SOON_MS }))
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click({ timeout: SOON_MS })
}

/** Opens one of the shopper's configurations on the kiosk, changes a choice, and orders it. Returns the number to say aloud. */
export async function changeAndOrder(kiosk: Page, o: { name: string; change: RegExp }): Promise<string> {
  await kiosk.getByRole('article').filter({ hasText: o.name }).getByRole('button', { name: '이어서 보기' }).click()
  const option = kiosk.getByRole('button', { name: o.change })
  await option.click()
  await kiosk.getByRole('button', { name: o.change, pressed: true }).waitFor({ timeout: SOON_MS })
  await untilSaved(kiosk)
  return placeOrder(kiosk)
}

const { ko, en } = { ko: wordsOf('ko').kiosk, en: wordsOf('en').kiosk }
const SAVED = new RegExp(`^(${ko.configure.saved}|${en.configure.saved})$`)
const CLOSE = new RegExp(`^(${ko.goodbye.close}|${en.goodbye.close})$`)

/** Waits until what is in hand on the kiosk is saved as it stands: the word alone may still be said of what it was a moment ago. */
export const untilSaved = (kiosk: Page): Promise<void> =>
  kiosk.locator('[role=status][aria-busy=false]').filter({ hasText: SAVED }).waitFor({ timeout: SOON_MS })

/** A goodbye stays for eight seconds at least: whatever keeps a press waiting for so long is a fault of the screen. */
const GOODBYE_PRESS_MS = 7_000

/** Closes the goodbye that is on the screen, unless it has closed by itself; then the kiosk invites the next shopper. */
export async function closeGoodbye(kiosk: Page): Promise<void> {
  const close = kiosk.getByRole('button', { name: CLOSE })
  await close.click({ timeout: GOODBYE_PRESS_MS }).catch(async (reason: unknown) => {
    if (await close.isVisible()) throw reason
  })
  await kiosk.getByRole('button', { name: startsWith(ko.attract.start) }).waitFor({ timeout: SOON_MS })
}

/** Orders what is being configured on the kiosk. Returns the number to say aloud. */
export async function placeOrder(kiosk: Page): Promise<string> {
  await kiosk.getByRole('button', { name: '장바구니에 담기' }).click()
  await kiosk.getByRole('button', { name: /^장바구니, 1개/ }).click({ timeout: SOON_MS })
  await kiosk.getByRole('button', { name: '주문하기', exact: true }).click({ timeout: SOON_MS })
  await kiosk
    .getByRole('dialog')
    .getByRole('button', { name: /주문하기$/ })
    .click({ timeout: SOON_MS })
  await kiosk.getByRole('heading', { name: '주문했습니다' }).waitFor({ timeout: SOON_MS })
  return orderNumber(kiosk)
}

/** The number that the kiosk says to an order. */
export const orderNumber = (kiosk: Page): Promise<string> =>
  kiosk
    .getByRole('main')
    .getByText(/^S-\d{4,}$/)
    .innerText({ timeout: SOON_MS })

/** Finishes the visit at the kiosk and waits until it invites the next shopper. */
export async function finish(kiosk: Page): Promise<void> {
  await kiosk.getByRole('navigation', { name: '기본 버튼' }).getByRole('button', { name: '마치기' }).click()
  await kiosk.getByRole('heading', { name: '감사합니다' }).waitFor({ timeout: SOON_MS })
  await closeGoodbye(kiosk)
}
