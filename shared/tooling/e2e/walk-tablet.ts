import type { Page } from 'playwright-core'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { enterPin, SOON_MS, typePin } from './shopper.ts'
import type { Stop, Walk, Walker } from './walk-stop.ts'
import { like, say, startsWith, wordsOf } from './walk-words.ts'

/** The associate of the demonstration who works the tablet. */
export const ASSOCIATE = '서연'
/** Reads the record of who did what, and serves nobody. */
const AUDITOR = '유나'
const WRONG_PIN = '135791'

interface TabletHands {
  readonly page: Page
  readonly lang: Lang
  readonly words: ReturnType<typeof wordsOf>['staff']
  readonly press: (name: string | RegExp) => Promise<void>
  readonly go: (screen: 'now' | 'customers' | 'stock' | 'sale' | 'orders') => Promise<void>
  readonly heading: (name: string | RegExp) => Promise<void>
  readonly at: (name: string) => Stop
}

/** Hands on a tablet that speaks that language. */
export function tabletHands(page: Page, lang: Lang): TabletHands {
  const words = wordsOf(lang).staff
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()
  return {
    page,
    lang,
    words,
    press: (name) => button(name).click({ timeout: SOON_MS }),
    go: (screen) =>
      page
        .getByRole('navigation', { name: words.nav.label })
        .getByRole('button', { name: new RegExp(words.nav[screen]) })
        .click({ timeout: SOON_MS }),
    heading: (name) => page.getByRole('heading', { name }).first().waitFor({ timeout: SOON_MS }),
    at: (name) => ({ surface: 'tablet', name, page }),
  }
}

/** Takes the tablet to work with it. */
export async function startWork({ lang }: Walker, page: Page): Promise<void> {
  const { heading, go, words } = tabletHands(page, lang)
  // It was locked at the start of the shift, and is still theirs.
  await typePin(page)
  await go('now')
  await heading(words.now.title)
}

/** The start of a shift in a store without customers. Leaves the tablet locked, as it found it. */
export async function* walkShiftStart({ lang }: Walker, page: Page): Walk {
  const { words, press, heading, go, at } = tabletHands(page, lang)
  await heading(words.people.title)
  await page.getByRole('button', { name: ASSOCIATE }).waitFor({ timeout: SOON_MS })
  yield at('people')
  await enterPin(page, AUDITOR)
  await heading(say(words.nothing.title, { role: words.role.auditor }))
  yield at('nothing-here')
  await press(words.people.lock)
  await press(words.locked.other)
  await press(ASSOCIATE)
  await typePin(page, WRONG_PIN)
  await page.getByText(words.pin.wrong).waitFor({ timeout: SOON_MS })
  yield at('pin')
  await typePin(page)
  await page.getByText(words.now.noVisits).waitFor({ timeout: SOON_MS })
  yield at('now-empty')
  await go('orders')
  await page.getByText(words.orders.empty).waitFor({ timeout: SOON_MS })
  yield at('orders-empty')
  await go('sale')
  await page.getByText(words.sale.none).waitFor({ timeout: SOON_MS })
  yield at('sale-none')
  await press(say(words.me.open, { name: ASSOCIATE }))
  await heading(words.me.passkeys)
  yield at('me')
  await press(words.changePin.title)
  await page.getByRole('dialog').getByText(words.changePin.current).waitFor({ timeout: SOON_MS })
  yield at('change-pin')
  await page.keyboard.press('Escape')
  await press(words.people.lock)
  await heading(say(words.locked.title, { name: ASSOCIATE }))
  yield at('locked')
}

/** Somebody calls from a kiosk. */
export async function* walkAnswer({ lang }: Walker, page: Page): Walk {
  const { words, press, at } = tabletHands(page, lang)
  await page.getByRole('button', { name: words.now.answer }).waitFor({ timeout: SOON_MS })
  yield at('now-call')
  await press(words.now.answer)
}

/** Goes to whoever called, looks at their visit and card. Leaves the visit served. */
export async function* walkServe({ lang }: Walker, page: Page): Walk {
  const { words, press, heading, at } = tabletHands(page, lang)
  await press(words.now.openVisit)
  await heading(words.card.configurations)
  yield at('visit')
  await press(words.visit.serve)
  await page.getByRole('button', { name: words.visit.stopServing }).waitFor({ timeout: SOON_MS })
  // She agrees to it, and has yet to approve it on her phone.
  await page.getByText(words.card.historyNeedsApproval).scrollIntoViewIfNeeded()
  yield at('visit-history')
  await press(words.visit.end)
  await heading(words.visit.endTitle)
  yield at('visit-end')
  await press(words.visit.endStay)
}

/** Looks goods up, then a customer. Leaves the customer's card open. */
export async function* walkLookUp({ lang }: Walker, page: Page, customer: string): Walk {
  const { words, press, go, at } = tabletHands(page, lang)
  await go('stock')
  await page.getByText(words.stock.start).waitFor({ timeout: SOON_MS })
  yield at('stock')
  await page.getByRole('searchbox', { name: words.stock.label }).fill(lang === 'ko' ? '장갑' : 'glove')
  await press(words.stock.button)
  await page.getByRole('article').first().waitFor({ timeout: SOON_MS })
  yield at('stock-found')
  await go('customers')
  await page.getByText(words.find.start).waitFor({ timeout: SOON_MS })
  yield at('customers')
  await page.getByRole('searchbox', { name: words.find.label }).fill(customer)
  await press(words.find.button)
  await page.getByText(like(words.find.hits)).waitFor({ timeout: SOON_MS })
  await page.getByRole('region', { name: words.find.title }).getByRole('listitem').getByRole('button').first().click()
  await page.getByRole('heading', { name: words.card.configurations }).waitFor({ timeout: SOON_MS })
  yield at('card-without-history')
}

/** Begins a sale to the customer whose card is open. */
export async function* walkSaleBegun({ lang }: Walker, page: Page): Walk {
  const { words, press, at } = tabletHands(page, lang)
  await press(words.card.openFor)
  await page.getByRole('heading', { name: words.sale.saved }).waitFor({ timeout: SOON_MS })
  yield at('sale')
}

/** Sells something more to whoever is being sold to, follows the order, and hides the screen. */
export async function* walkSale({ lang }: Walker, page: Page): Walk {
  const hands = tabletHands(page, lang)
  const { words, press, go, at } = hands
  yield* walkSelling(hands)
  await go('orders')
  await page.getByRole('article').first().waitFor({ timeout: SOON_MS })
  yield at('orders')
  await press(words.privacy.hide)
  await page.getByRole('heading', { name: words.privacy.title }).waitFor({ timeout: SOON_MS })
  yield at('privacy-cover')
  await press(words.privacy.show)
}

async function* walkSelling({ page, lang, words, press, heading, at }: TabletHands): Walk {
  await press(words.sale.newConfiguration)
  await page.getByRole('dialog').waitFor({ timeout: SOON_MS })
  yield at('configure-family')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: startsWith(runner.title[lang]) })
    .click()
  await page.getByLabel(words.configure.name).waitFor({ timeout: SOON_MS })
  yield at('configure')
  await press(words.configure.saveAndAdd)
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
  await page.getByRole('searchbox', { name: words.stock.label }).fill(lang === 'ko' ? '장갑' : 'glove')
  await press(words.stock.button)
  await page
    .getByRole('button', { name: startsWith(`${words.sale.addToCart} `) })
    .first()
    .click({ timeout: SOON_MS })
  await page.getByRole('region', { name: words.sale.cart }).getByRole('article').nth(1).waitFor({ timeout: SOON_MS })
  yield at('sale-filled')
  await press(like(words.sale.place))
  await heading(words.sale.placed)
  yield at('sale-placed')
  await press(words.sale.finish)
}

/** The banner of a store whose line to the online shop is cut. */
export async function* walkTabletOutage({ lang }: Walker, page: Page): Walk {
  const { words, go, at } = tabletHands(page, lang)
  await go('now')
  await page.getByText(words.wan.down).waitFor({ timeout: SOON_MS * 2 })
  yield at('wan-down')
}

/** A tablet that has lost the store server. */
export async function* walkTabletOffline({ lang }: Walker, page: Page): Walk {
  const { words, at } = tabletHands(page, lang)
  await page.getByText(words.link.offlineHelp).waitFor({ timeout: SOON_MS * 2 })
  yield at('offline')
}
