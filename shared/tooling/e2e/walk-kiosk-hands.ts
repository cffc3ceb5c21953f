import type { Page } from 'playwright-core'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { demoModels, demoSkus } from '../../../server/shop/demo/demo.ts'
import { closeGoodbye, SOON_MS } from './shopper.ts'
import type { Stop } from './walk-stop.ts'
import { like, startsWith, wordsOf } from './walk-words.ts'

/** The first on the list is well stocked in this store, and stays so all day. */
const [PRODUCT] = demoSkus

/** One kiosk's screen, the words on it, and what people do with it. */
export interface KioskHands {
  readonly page: Page
  readonly lang: Lang
  readonly words: ReturnType<typeof wordsOf>['kiosk']
  readonly kit: ReturnType<typeof wordsOf>['kit']
  readonly press: (name: string | RegExp) => Promise<void>
  /** Presses one of the buttons that are on every screen. */
  readonly bar: (name: string) => Promise<void>
  readonly heading: (name: string | RegExp) => Promise<void>
  readonly closeSheet: () => Promise<void>
  /** Touches the attract loop. */
  readonly begin: () => Promise<void>
  /** From home into configuring a family. */
  readonly open: (familyId: string) => Promise<void>
  /** From home to the shelves and to a product of which there is enough. */
  readonly openProduct: () => Promise<void>
  /** From a product into the cart. */
  readonly addToCart: () => Promise<void>
  readonly openCart: () => Promise<void>
  readonly confirmOrder: () => Promise<void>
  /** From wherever to the attract loop. */
  readonly finish: () => Promise<void>
  readonly at: (name: string) => Stop
}

/** Hands on a kiosk's screen that is in that language already. */
export function handsOn(page: Page, lang: Lang): KioskHands {
  const { kiosk: words, kit } = wordsOf(lang)
  const press = (name: string | RegExp) =>
    page
      .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
      .first()
      .click({ timeout: SOON_MS })
  const bar = (name: string) =>
    page
      .getByRole('navigation', { name: words.frame.bar })
      .getByRole('button', { name, exact: true })
      .click({ timeout: SOON_MS })
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor({ timeout: SOON_MS })
  return {
    ...{ page, lang, words, kit, press, bar, heading },
    async closeSheet() {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
    },
    async begin() {
      await press(startsWith(words.attract.start))
      await heading(words.home.title)
    },
    async open(familyId) {
      const title = demoModels.find((model) => model.id === familyId)?.title[lang] ?? familyId
      await press(startsWith(title))
      await heading(title)
      await page.getByText(words.configure.dateLoading).waitFor({ state: 'detached', timeout: SOON_MS })
    },
    async openProduct() {
      await press(startsWith(words.home.shelf))
      await page.getByRole('textbox', { name: words.browse.searchLabel }).fill(PRODUCT?.title[lang] ?? '')
      await press(startsWith(PRODUCT?.title[lang] ?? ''))
      await page.getByText(like(words.product.stockHere)).waitFor({ timeout: SOON_MS })
    },
    async addToCart() {
      await press(words.product.add)
      await page.getByRole('button', { name: words.frame.dismiss }).waitFor({ timeout: SOON_MS })
    },
    async openCart() {
      await press(like(words.frame.cartUnits))
      await heading(words.cart.title)
    },
    confirmOrder: () => press(like(words.cart.confirm)),
    async finish() {
      await bar(words.frame.finish)
      await heading(words.goodbye.title)
      await closeGoodbye(page)
    },
    at: (name) => ({ surface: 'kiosk', name, page }),
  }
}

/** Takes a kiosk that attracts, in the walker's language. */
export async function wake(page: Page, lang: Lang): Promise<KioskHands> {
  await attract(page).waitFor({ timeout: SOON_MS })
  if (lang === 'en') await page.getByRole('button', { name: inKorean.frame.language, exact: true }).click()
  return handsOn(page, lang)
}

/** Whoever comes next finds Korean. */
const attract = (page: Page) => page.getByRole('button', { name: startsWith(inKorean.attract.start) })
const inKorean = wordsOf('ko').kiosk
