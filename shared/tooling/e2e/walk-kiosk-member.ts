import type { Page } from 'playwright-core'
import { cruiser } from '../../../server/shop/demo/families/cruiser/model.ts'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS } from './shopper.ts'
import { wake } from './walk-kiosk.ts'
import type { KioskHands } from './walk-kiosk.ts'
import type { Shopper } from './walk-people.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { like, startsWith } from './walk-words.ts'

/** Brings a shopper's saved configurations to the kiosk, in the walker's language. */
export async function recognised(walker: Walker, page: Page, shopper: Shopper): Promise<KioskHands> {
  const hands = await wake(page, walker.lang)
  const { words } = hands
  await hands.press(startsWith(words.attract.start))
  await hands.heading(words.home.title)
  await shopper.scan()
  await hands.heading(words.mine.title)
  return hands
}

/** A member's whole visit, from their saved configurations to goodbye. Starts and ends at the attract loop. */
export async function* walkVisit(walker: Walker, page: Page, shopper: Shopper): Walk {
  const hands = await recognised(walker, page, shopper)
  yield* walkMine(hands)
  yield* walkConfigure(hands)
  yield* walkOrder(hands)
  yield* walkGoodbye(hands)
}

async function* walkMine({ page, words, at }: KioskHands): Walk {
  yield at('mine')
  const changed = page.getByRole('article').filter({ hasText: words.mine.invalid }).first()
  await changed.scrollIntoViewIfNeeded()
  yield at('mine-catalogue-changed')
}

/** A shoe at first, whose choices rule each other out; then a motorcycle, which has more of them than fit a screen. */
async function* walkConfigure(hands: KioskHands): Walk {
  const { page, lang, words, press, bar, heading, closeSheet, at } = hands
  await bar(words.frame.home)
  await press(startsWith(runner.title[lang]))
  await heading(runner.title[lang])
  yield at('configure')
  await press(startsWith(valueOf(runner, 'midsole', 'plated', lang)))
  await press(startsWith(valueOf(runner, 'upper', 'suede', lang)))
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
  await page.keyboard.type('HAN')
  yield at('write-letters')
  await press(words.configure.textDone)
  await press(words.configure.add)
  await page.getByText(like(words.said.added)).first().waitFor({ timeout: SOON_MS })
  yield at('configured-added')
  await bar(words.frame.home)
  yield* walkManyValues(hands)
}

async function* walkManyValues(hands: KioskHands): Walk {
  const { page, lang, words, press, heading, closeSheet, at } = hands
  await press(startsWith(cruiser.title[lang]))
  await heading(cruiser.title[lang])
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

/** Mixed lines in one basket, and the order. */
async function* walkOrder({ page, words, press, bar, heading, at }: KioskHands): Walk {
  await bar(words.frame.home)
  await press(startsWith(words.home.shelf))
  await page.locator('.grid-of-skus').getByRole('button').nth(1).click()
  await press(words.product.add)
  await bar(words.frame.home)
  await press(like(words.frame.cartUnits))
  await heading(words.cart.title)
  yield at('cart')
  await press(words.cart.order)
  await heading(words.cart.confirmTitle)
  yield at('order-review')
  await press(like(words.cart.confirm))
  await heading(words.ordered.title)
  yield at('order-placed')
}

/** Something left unfinished, so that there is something to go on with on the phone. */
async function* walkGoodbye({ page, words, press, bar, heading, at }: KioskHands): Walk {
  await bar(words.frame.home)
  await press(startsWith(words.home.mine))
  await press(words.mine.open)
  await page.getByText(words.configure.saved, { exact: true }).first().waitFor({ timeout: SOON_MS })
  yield at('configure-saved')
  await page.locator('button.tile:not(.chosen):not(.excluded)').first().click()
  await page.getByText(words.configure.saved, { exact: true }).first().waitFor({ timeout: SOON_MS })
  await bar(words.frame.finish)
  await heading(words.goodbye.title)
  yield at('goodbye')
  await press(words.goodbye.close)
}

interface WithValues {
  readonly characteristics: typeof runner.characteristics
}

function valueOf(model: WithValues, characteristicId: string, valueId: string, lang: 'ko' | 'en'): string {
  const characteristic = model.characteristics.find((one) => one.id === characteristicId)
  const value = characteristic?.kind === 'choice' ? characteristic.values.find((one) => one.id === valueId) : undefined
  if (value === undefined) throw new Error(`The demonstration has no ${characteristicId} ${valueId}`)
  return value.title[lang]
}
