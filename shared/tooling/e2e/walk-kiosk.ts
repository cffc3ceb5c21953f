import type { Page } from 'playwright-core'
import { filmOf } from '../camera.ts'
import { SOON_MS } from './shopper.ts'
import type { Stage } from './stage.ts'
import { handsOn, wake } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { scanAtKiosk } from './walk-people.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { startsWith, wordsOf } from './walk-words.ts'

/** Somebody who looks around without saying who they are. Starts and ends at the attract loop. */
export async function* walkAround(walker: Walker, page: Page): Walk {
  const hands = await wake(page, walker.lang)
  // The live region says it too.
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: SOON_MS })
  yield hands.at('attract')
  await hands.begin()
  yield hands.at('home')
  yield* walkShelves(hands)
  yield* walkScan(walker, hands)
  yield* walkEasyView(hands)
  await hands.finish()
}

async function* walkShelves({ page, words, kit, press, bar, heading, at, ...hands }: KioskHands): Walk {
  await press(startsWith(words.home.shelf))
  await heading(words.browse.title)
  yield at('browse')
  await page.getByRole('textbox', { name: words.browse.searchLabel }).click()
  await page.getByRole('group', { name: kit.keyboard.name }).waitFor({ timeout: SOON_MS })
  yield at('browse-typing')
  await page.keyboard.type('qzx')
  await heading(words.browse.none)
  yield at('browse-nothing')
  await bar(words.frame.home)
  await hands.openProduct()
  yield at('product')
  await hands.addToCart()
  yield at('product-added')
  await hands.openCart()
  await press(words.cart.remove)
  await heading(words.cart.empty)
  yield at('cart-empty')
  await bar(words.frame.home)
}

async function* walkScan({ stage }: Walker, hands: KioskHands): Walk {
  const { page, words, press, bar, heading, closeSheet, at } = hands
  await filmWithoutCode(stage)
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
  for (const key of '7K3M9QXA') await press(key)
  yield at('scan-type')
  await closeSheet()
  await bar(words.frame.home)
}

/** What the camera sees of somebody who holds up a phone that does not show a code yet. */
async function filmWithoutCode(stage: Stage): Promise<void> {
  const phone = await stage.page('phone')
  await phone.getByRole('heading', { name: wordsOf('ko').phone.signIn.title }).waitFor({ timeout: SOON_MS })
  filmOf(await phone.screenshot({ scale: 'css' }), stage.filmPath)
  await phone.context().close()
}

/** Language, contrast, reach and size, on screens that have enough on them to go wrong. */
async function* walkEasyView(hands: KioskHands): Walk {
  const { page, lang, words, press, bar, heading, at, open } = hands
  const change = async (control: 'switch' | 'radio', name: string) => {
    if (!(await page.getByRole('dialog').isVisible())) await bar(words.frame.access)
    await page.getByRole(control, { name }).click({ timeout: SOON_MS })
  }
  // A sheet that is on its way out takes no press, and would pass for an open one.
  const done = async () => {
    await press(words.access.done)
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
  }
  await bar(words.frame.language)
  const inOther = handsOn(page, lang === 'ko' ? 'en' : 'ko')
  await inOther.heading(inOther.words.home.title)
  yield at('language')
  await inOther.bar(inOther.words.frame.language)
  await bar(words.frame.access)
  await heading(words.access.title)
  yield at('easy-view')
  await change('switch', words.access.contrast)
  await done()
  yield at('home-high-contrast')
  await open('baram-runner')
  yield at('configure-high-contrast')
  await bar(words.frame.home)
  await change('switch', words.access.contrast)
  await change('switch', words.access.low)
  await done()
  yield at('home-low-reach')
  await change('switch', words.access.low)
  await change('radio', '200')
  yield at('easy-view-200')
  await done()
  yield at('home-200')
  await open('baram-runner')
  yield at('configure-200')
  await bar(words.frame.home)
  await change('radio', '100')
  await done()
}
