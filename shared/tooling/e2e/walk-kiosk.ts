import type { Page } from 'playwright-core'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS } from './shopper.ts'
import { scanAtKiosk } from './walk-people.ts'
import type { Stop, Walk, Walker } from './walk-stop.ts'
import { like, startsWith, wordsOf } from './walk-words.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'

/** One kiosk's screen with the words on it. */
export interface KioskHands {
  readonly page: Page
  readonly lang: Lang
  readonly words: ReturnType<typeof wordsOf>['kiosk']
  readonly kit: ReturnType<typeof wordsOf>['kit']
  press(name: string | RegExp): Promise<void>
  /** Presses one of the buttons that are on every screen. */
  bar(name: string): Promise<void>
  heading(name: string | RegExp): Promise<void>
  closeSheet(): Promise<void>
  at(name: string): Stop
}

/** Hands on a kiosk's screen. */
export function handsOn(page: Page, lang: Lang): KioskHands {
  const { kiosk: words, kit } = wordsOf(lang)
  const bar = page.getByRole('navigation', { name: words.frame.bar })
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()
  return {
    page,
    lang,
    words,
    kit,
    press: (name) => button(name).click({ timeout: SOON_MS }),
    bar: (name) => bar.getByRole('button', { name, exact: true }).click({ timeout: SOON_MS }),
    heading: (name) => page.getByRole('heading', { name }).first().waitFor({ timeout: SOON_MS }),
    async closeSheet() {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
    },
    at: (name) => ({ surface: 'kiosk', name, page }),
  }
}

/** Wakes a kiosk that attracts, in the walker's language: the next shopper always finds Korean. */
export async function wake(page: Page, lang: Lang): Promise<KioskHands> {
  const ko = wordsOf('ko').kiosk
  await page.getByRole('button', { name: startsWith(ko.attract.start) }).waitFor({ timeout: SOON_MS })
  if (lang === 'en') await page.getByRole('button', { name: ko.frame.language, exact: true }).click()
  return handsOn(page, lang)
}

/** Somebody who looks around without saying who they are. Leaves the kiosk at its home screen. */
export async function* walkAround(walker: Walker, page: Page): Walk {
  const hands = await wake(page, walker.lang)
  const { words, press, at, heading } = hands
  await page.getByText(words.attract.headline.split('\n')[0] ?? '').waitFor({ timeout: SOON_MS })
  yield at('attract')
  await press(startsWith(words.attract.start))
  await heading(words.home.title)
  yield at('home')
  yield* walkShelves(hands)
  yield* walkScan(walker, hands)
  yield* walkEasyView(hands)
}

async function* walkShelves({ page, words, kit, press, bar, heading, at }: KioskHands): Walk {
  await press(startsWith(words.home.shelf))
  await heading(words.browse.title)
  yield at('browse')
  await page.getByRole('textbox', { name: words.browse.searchLabel }).click()
  await page.getByRole('group', { name: kit.keyboard.name }).waitFor({ timeout: SOON_MS })
  yield at('browse-typing')
  await page.keyboard.type('qzx')
  await heading(words.browse.none)
  yield at('browse-nothing')
  await press(kit.keyboard.clear)
  await page.locator('.grid-of-skus').getByRole('button').nth(1).click()
  await page.getByText(like(words.product.stockHere)).or(page.getByText(words.product.stockNone)).waitFor()
  yield at('product')
  await press(words.product.add)
  await page
    .getByText(words.product.added)
    .or(page.getByText(like(words.said.added)))
    .first()
    .waitFor()
  yield at('product-added')
  await bar(words.frame.home)
}

async function* walkScan({ stage }: Walker, { page, words, press, bar, heading, closeSheet, at }: KioskHands): Walk {
  await press(startsWith(words.home.continue))
  await heading(words.scan.title)
  await page.getByText(words.scan.starting).waitFor({ state: 'detached', timeout: SOON_MS })
  yield at('scan')
  await scanAtKiosk(stage, 'https://example.test/menu')
  await page.getByText(words.scan.refused).waitFor({ timeout: SOON_MS })
  yield at('scan-refused')
  await press(words.scan.again)
  await press(words.scan.type)
  await heading(words.scan.typeTitle)
  await page.keyboard.type('7K3M9QXA')
  yield at('scan-type')
  await closeSheet()
  await bar(words.frame.home)
}

/** Language, size, contrast and reach, on screens that have enough on them to go wrong. */
async function* walkEasyView(hands: KioskHands): Walk {
  const { page, words, press, bar, heading, at, lang } = hands
  await bar(words.frame.language)
  const inOther = handsOn(page, lang === 'ko' ? 'en' : 'ko')
  await inOther.heading(inOther.words.home.title)
  yield at('language')
  await inOther.bar(inOther.words.frame.language)
  await bar(words.frame.access)
  await heading(words.access.title)
  yield at('easy-view')
  await page.getByRole('switch', { name: words.access.contrast }).click()
  await press(words.access.done)
  yield at('high-contrast')
  await press(startsWith(runner.title[lang]))
  await heading(runner.title[lang])
  yield at('high-contrast-configure')
  await bar(words.frame.home)
  await bar(words.frame.access)
  await page.getByRole('switch', { name: words.access.contrast }).click()
  await page.getByRole('switch', { name: words.access.low }).click()
  await press(words.access.done)
  yield at('low-reach')
  await bar(words.frame.access)
  await page.getByRole('switch', { name: words.access.low }).click()
  await page.getByRole('radio', { name: '200' }).click()
  yield at('easy-view-200')
  await press(words.access.done)
  yield at('home-200')
  await press(startsWith(runner.title[lang]))
  await heading(runner.title[lang])
  yield at('configure-200')
  await bar(words.frame.home)
  await bar(words.frame.access)
  await page.getByRole('radio', { name: '100' }).click()
  await press(words.access.done)
}
