import type { Page } from 'playwright-core'
import { SOON_MS } from './shopper.ts'
import { handsOn, wake } from './walk-kiosk-hands.ts'
import { recognised } from './walk-kiosk-member.ts'
import type { Shopper } from './walk-people.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { say, startsWith } from './walk-words.ts'

/** Longest idle time before the warning, of a visit whose shopper is unknown, with some to spare. Milliseconds. */
const WARNING_WITHIN_MS = 75_000

/** Somebody who was never asked whether staff may know, then somebody else's code. Starts and ends at the attract loop. */
export async function* walkConsent(walker: Walker, page: Page, unasked: Shopper, other: Shopper): Walk {
  const hands = await recognised(walker, page, unasked)
  const { words, press, heading, at } = hands
  await heading(words.mine.consent.title)
  yield at('consent')
  await press(words.mine.consent.no)
  await page.getByText(words.mine.consent.denied).first().waitFor({ timeout: SOON_MS })
  await other.scan()
  await heading(words.scan.otherTitle)
  yield at('another-person')
  await press(words.scan.otherNo)
  await hands.finish()
}

/** A member calls somebody. Starts at the attract loop, leaves the visit open. */
export async function* walkCallHelp(walker: Walker, page: Page, shopper: Shopper): Walk {
  const { words, bar, at } = await recognised(walker, page, shopper)
  await bar(words.frame.help)
  await page.getByText(words.status.callWaiting).waitFor({ timeout: SOON_MS })
  yield at('help-waiting')
}

export async function* walkHelpAnswered({ lang }: Walker, page: Page, associate: string): Walk {
  const { words, at } = handsOn(page, lang)
  await page.getByText(say(words.status.callAnswered, { name: associate })).waitFor({ timeout: SOON_MS })
  yield at('help-answered')
}

export async function* walkServed({ lang }: Walker, page: Page, associate: string): Walk {
  const { words, at } = handsOn(page, lang)
  await page.getByText(say(words.status.servedBy, { name: associate })).waitFor({ timeout: SOON_MS })
  yield at('served')
}

/** Waits with an open visit until the kiosk asks whether anybody is there; then finishes it. */
export async function* walkWarning({ lang }: Walker, page: Page): Walk {
  const hands = handsOn(page, lang)
  const { words, press, at } = hands
  const question = page.getByRole('heading', { name: words.warning.title })
  await question.waitFor({ timeout: WARNING_WITHIN_MS })
  yield at('time-warning')
  await press(words.warning.more)
  await question.waitFor({ state: 'detached', timeout: SOON_MS })
  await hands.finish()
}

/** A kiosk whose screen is up before its host. */
export async function* walkConnecting({ stage, lang }: Walker): Walk {
  const page = await stage.page('kiosk', { lang })
  await page.routeWebSocket(/.*/, () => undefined)
  await page.reload()
  const { words, bar, heading } = handsOn(page, 'ko')
  await heading(words.status.connecting)
  if (lang === 'en') await bar(words.frame.language)
  yield handsOn(page, lang).at('connecting')
  await page.context().close()
}

/** What a shopper sees of an internet that is cut: they order all the same. Starts at the attract loop. */
export async function* walkWanDown(walker: Walker, page: Page): Walk {
  const hands = await wake(page, walker.lang)
  const { words, press, bar, heading, at } = hands
  await hands.begin()
  walker.stage.floor.wan.cut()
  await page.getByText(words.status.wanDown).waitFor({ timeout: SOON_MS * 2 })
  yield at('wan-down')
  await hands.openProduct()
  await hands.addToCart()
  await bar(words.frame.home)
  await hands.openCart()
  await press(words.cart.order)
  await hands.confirmOrder()
  await heading(words.ordered.title)
  yield at('order-placed-wan-down')
  await bar(words.frame.home)
}

/** What a shopper sees of a store server that is down: they go on, up to goodbye. Nothing else works after it. */
export async function* walkStoreDown({ stage, lang }: Walker, page: Page): Walk {
  const { words, press, bar, heading, open, openCart, at } = handsOn(page, lang)
  await stage.floor.children.find((child) => child.name === 'store server')?.end()
  await page.getByText(words.status.offline).waitFor({ timeout: SOON_MS * 2 })
  yield at('store-down')
  await open('gorae-1200')
  yield at('configure-store-down')
  await press(words.configure.add)
  await openCart()
  yield at('cart-store-down')
  await bar(words.frame.home)
  await press(startsWith(words.home.continue))
  await heading(words.scan.title)
  yield at('scan-store-down')
  await bar(words.frame.finish)
  await heading(words.goodbye.title)
  yield at('goodbye-store-down')
}
