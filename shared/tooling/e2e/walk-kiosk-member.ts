import type { Page } from 'playwright-core'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS } from './shopper.ts'
import { wake } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import { SHOWN_CODE } from './walk-people.ts'
import type { Shopper } from './walk-people.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { like, startsWith } from './walk-words.ts'

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

async function* walkMine({ page, words, at }: KioskHands): Walk {
  yield at('mine')
  await page.getByRole('article').filter({ hasText: words.mine.invalid }).first().scrollIntoViewIfNeeded()
  yield at('mine-catalogue-changed')
}

/** A shoe, whose choices rule each other out. */
async function* walkConfigure(hands: KioskHands): Walk {
  const { page, lang, words, press, bar, heading, closeSheet, at } = hands
  await bar(words.frame.home)
  await hands.open('baram-runner')
  yield at('configure')
  await press(startsWith(titleOf(runner, 'midsole', 'plated', lang)))
  await press(startsWith(titleOf(runner, 'upper', 'suede', lang)))
  await heading(words.configure.repairTitle)
  yield at('ruled-out-with-repair')
  await press(words.configure.keep)
  await press(words.configure.summary)
  await heading(words.configure.summaryTitle)
  yield at('summary')
  await closeSheet()
  await press(words.configure.stepAfter)
  await page
    .getByRole('button', { name: like(`{n} ${words.configure.text}`) })
    .first()
    .click()
  // Composed from its letters, as somebody does who has no other keyboard.
  for (const letter of ['ㅎ', 'ㅏ', 'ㄴ']) await press(letter)
  yield at('write-letters')
  await press(words.configure.textDone)
  await press(words.configure.add)
  await page.getByRole('button', { name: words.frame.dismiss }).waitFor({ timeout: SOON_MS })
  yield at('configured-added')
  await bar(words.frame.home)
}

/** A motorcycle, which has more values than fit a screen. */
async function* walkManyValues({ page, lang, words, press, heading, closeSheet, open, at }: KioskHands): Walk {
  await open('gorae-1200')
  yield at('configure-cruiser')
  await press(like(`${words.configure.step} {title}`))
  await heading(words.configure.steps)
  yield at('steps')
  await closeSheet()
  await press(like(words.configure.showAll))
  const search = page.getByRole('dialog').getByRole('textbox', { name: words.configure.searchValues })
  await search.waitFor({ timeout: SOON_MS })
  yield at('all-values')
  await search.fill(lang === 'ko' ? '청' : 'ce')
  yield at('all-values-searched')
  await closeSheet()
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
  const saved = () => page.getByText(words.configure.saved, { exact: true }).first().waitFor({ timeout: SOON_MS })
  await bar(words.frame.home)
  await press(startsWith(words.home.mine))
  await press(words.mine.open)
  await saved()
  yield at('configure-saved')
  await page.locator('button.tile:not(.chosen):not(.excluded)').first().click()
  await saved()
  await bar(words.frame.finish)
  await heading(words.goodbye.title)
  yield at('goodbye')
  const code = await page.getByText(SHOWN_CODE).innerText()
  await press(words.goodbye.close)
  return code.replaceAll('-', '')
}
