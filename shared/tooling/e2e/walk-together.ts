import type { Page } from 'playwright-core'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS } from './shopper.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { say, startsWith } from './walk-words.ts'

/**
 * The associate who serves a visit asks to help; the shopper allows a little, then more, and ends it. Starts with the visit open on
 * the tablet, leaves the kiosk configuring.
 */
export async function* walkTogether({ lang }: Walker, kiosk: Page, tablet: Page): Walk {
  const hands = handsOn(kiosk, lang)
  await hands.bar(hands.words.frame.home)
  await hands.open(runner.id)
  yield* walkAsked(hands, tablet)
  yield* walkSuggested(hands, tablet)
  yield* walkChanged(hands, tablet)
  await kiosk.getByRole('button', { name: say(hands.words.together.endWith, { name: ASSOCIATE }) }).click()
  await kiosk
    .getByText(say(hands.words.together.sentAway, { name: ASSOCIATE }))
    .first()
    .waitFor({ timeout: SOON_MS })
  yield hands.at('together-ended')
  const staff = tabletHands(tablet, lang)
  await staff.heading(staff.words.together.ended)
  yield staff.at('together-ended')
}

async function* walkAsked({ page, lang, words, press, heading, at }: KioskHands, tablet: Page): Walk {
  const { together } = words
  const staff = tabletHands(tablet, lang)
  await staff.press(startsWith(staff.words.together.mode['co-edit']))
  await heading(say(together.ask['co-edit'], { name: ASSOCIATE }))
  yield at('together-asked')
  yield staff.at('together-asking')
  await press(together.less)
  const dialog = page.getByRole('dialog')
  await dialog.waitFor({ timeout: SOON_MS })
  yield at('together-less')
  await dialog.getByRole('button', { name: startsWith(together.mode.suggest) }).click({ timeout: SOON_MS })
  await page.getByRole('region', { name: together.title }).waitFor({ timeout: SOON_MS })
  await staff.press(staff.words.together.open)
}

async function* walkSuggested({ page, lang, words, heading, at }: KioskHands, tablet: Page): Walk {
  const staff = tabletHands(tablet, lang)
  await chooseOnTablet(tablet, titleOfCharacteristic('upper', lang), titleOf(runner, 'upper', 'suede', lang))
  yield staff.at('together-suggest')
  await staff.press(staff.words.together.suggestion.send)
  await heading(say(words.together.suggestion.title, { name: ASSOCIATE }))
  yield at('together-suggested')
  await settledPress(page, words.together.suggestion.take)
}

async function* walkChanged({ page, lang, words, press, heading, closeSheet, at }: KioskHands, tablet: Page): Walk {
  const { together } = words
  const staff = tabletHands(tablet, lang)
  await staff.press(say(staff.words.together.askMore, { mode: staff.words.together.mode['co-edit'] }))
  await heading(say(together.ask['co-edit'], { name: ASSOCIATE }))
  await settledPress(page, together.yes['co-edit'])
  await chooseOnTablet(tablet, titleOfCharacteristic('upper', lang), titleOf(runner, 'upper', 'knit', lang))
  await page.getByRole('button', { name: together.goThere, exact: true }).waitFor({ timeout: SOON_MS })
  yield at('together-changed')
  yield staff.at('together-co-edit')
  await press(say(together.sheetWith, { name: ASSOCIATE }))
  await page.getByRole('heading', { name: together.history }).waitFor({ timeout: SOON_MS })
  yield at('together-history')
  await closeSheet()
}

/** A card takes no press in its first moment, so that it is not answered by a finger that was on its way elsewhere. */
export const settledPress = (kiosk: Page, name: string): Promise<void> =>
  kiosk.locator('section:not([inert])').getByRole('button', { name, exact: true }).click({ timeout: SOON_MS })

/** The list of a question on the tablet's side of a shared draft. */
export const questionOnTablet = (tablet: Page, question: string) =>
  tablet.getByRole('combobox', { name: startsWith(question) }).first()

/** Chooses on the tablet, as from any list. */
export async function chooseOnTablet(tablet: Page, question: string, title: string): Promise<void> {
  const list = questionOnTablet(tablet, question)
  const option = await list.locator('option').filter({ hasText: title }).first().getAttribute('value')
  await list.focus()
  await list.selectOption(option, { timeout: SOON_MS })
}

const titleOfCharacteristic = (id: string, lang: 'ko' | 'en'): string =>
  runner.characteristics.find((each) => each.id === id)?.title[lang] ?? id
