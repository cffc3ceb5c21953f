import type { Page } from 'playwright-core'
import { closeGoodbye, SOON_MS, untilSaved } from './shopper.ts'
import { walkConfigure, walkManyValues } from './walk-kiosk-configure.ts'
import { wake } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { SHOWN_CODE } from './walk-people.ts'
import type { Shopper } from './walk-people.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { startsWith } from './walk-words.ts'

/** Brings a shopper's saved configurations to a kiosk that attracts, in the walker's language. */
export async function recognised(walker: Walker, page: Page, shopper: Shopper): Promise<KioskHands> {
  const hands = await wake(page, walker.lang)
  await hands.begin()
  await shopper.scan()
  await hands.heading(hands.words.mine.title)
  return hands
}

/**
 * A member's whole visit, from their saved configurations to goodbye. Starts and ends at the attract loop; returns the code
 * under which the unfinished was sent to their phone.
 */
export async function* walkVisit(walker: Walker, page: Page, shopper: Shopper): Walk<string> {
  const hands = await recognised(walker, page, shopper)
  yield* walkMine(hands)
  yield* walkConfigure(hands)
  yield* walkManyValues(hands)
  yield* walkOrder(hands)
  return yield* walkGoodbye(hands)
}

/** Something saved before its model changed: what became of it, and the nearest that can be made. Starts and ends at the attract loop. */
export async function* walkMend(walker: Walker, page: Page, shopper: Shopper, name: string): Walk {
  const hands = await recognised(walker, page, shopper)
  const { words, press, heading, at } = hands
  const card = page.getByRole('article').filter({ hasText: name })
  await card.scrollIntoViewIfNeeded()
  yield at('mine-model-changed')
  await card.getByRole('button', { name: words.mine.open }).click({ timeout: SOON_MS })
  await page.getByText(words.configure.clash).first().waitFor({ timeout: SOON_MS })
  yield at('configure-model-changed')
  await press(words.configure.mend)
  await heading(words.configure.mendTitle)
  yield at('mend')
  await press(words.configure.keep)
  await hands.finish()
}

async function* walkMine({ page, words, at }: KioskHands): Walk {
  yield at('mine')
  await page.getByRole('article').filter({ hasText: words.mine.invalid }).first().scrollIntoViewIfNeeded()
  yield at('mine-catalogue-changed')
}

/** Mixed lines in one cart, and the order. */
async function* walkOrder(hands: KioskHands): Walk {
  const { words, press, bar, heading, at } = hands
  await bar(words.frame.home)
  await hands.openProduct()
  await hands.addToCart()
  await bar(words.frame.home)
  await hands.openCart()
  yield at('cart')
  await press(words.cart.order)
  await heading(words.cart.confirmTitle)
  yield at('order-review')
  await hands.confirmOrder()
  await heading(words.ordered.title)
  yield at('order-placed')
}

/** Something left unfinished, so that there is something to go on with on the phone. */
async function* walkGoodbye({ page, words, press, bar, heading, at }: KioskHands): Walk<string> {
  await bar(words.frame.home)
  await press(startsWith(words.home.mine))
  await press(words.mine.open)
  await untilSaved(page)
  yield at('configure-saved')
  await page.locator('button.tile:not(.chosen):not(.excluded)').first().click()
  await untilSaved(page)
  await bar(words.frame.finish)
  await heading(words.goodbye.title)
  const code = await page.getByText(SHOWN_CODE).innerText()
  yield at('goodbye')
  await closeGoodbye(page)
  return code.replaceAll('-', '')
}
