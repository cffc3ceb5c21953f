import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS } from './shopper.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import type { Walk } from './walk-stop.ts'
import { like, startsWith } from './walk-words.ts'

/** A shoe, whose choices rule each other out. Starts and ends on the home screen. */
export async function* walkConfigure(hands: KioskHands): Walk {
  await hands.bar(hands.words.frame.home)
  await hands.open('baram-runner')
  yield hands.at('configure')
  yield* walkMadePossible(hands)
  yield* walkOrigin(hands)
  yield* walkSummary(hands)
  yield* walkLetters(hands)
  await hands.press(hands.words.configure.add)
  await hands.page.getByRole('button', { name: hands.words.frame.dismiss }).first().waitFor({ timeout: SOON_MS })
  yield hands.at('configured-added')
  await hands.bar(hands.words.frame.home)
}

/** A value that is ruled out, the ways to it, one of them gone, and gone back. */
async function* walkMadePossible({ page, lang, words, press, heading, at }: KioskHands): Walk {
  await press(startsWith(titleOf(runner, 'laces', 'round', lang)))
  await press(startsWith(titleOf(runner, 'midsole', 'plated', lang)))
  await press(startsWith(titleOf(runner, 'upper', 'suede', lang)))
  await heading(words.configure.repairTitle)
  yield at('ruled-out-with-repair')
  await press(words.configure.repairDo)
  await page.getByRole('button', { name: words.configure.undoThis, exact: true }).waitFor({ timeout: SOON_MS })
  yield at('made-possible')
  await press(words.configure.undoThis)
}

async function* walkOrigin({ words, press, heading, closeSheet, at }: KioskHands): Walk {
  await press(startsWith(words.configure.price))
  await heading(words.configure.originTitle)
  yield at('origin')
  await closeSheet()
}

/** Everything that was chosen, both ways; the rest left to the store; and two products beside each other. */
async function* walkSummary({ page, lang, words, press, heading, at }: KioskHands): Walk {
  await press(words.configure.summary)
  await heading(words.configure.summaryTitle)
  yield at('summary')
  await page.getByRole('radio', { name: like(words.configure.byTime) }).click({ timeout: SOON_MS })
  yield at('summary-by-order')
  await press(words.configure.fill)
  await heading(words.configure.fillTitle)
  yield at('fill')
  await press(words.configure.keep)
  await page.getByRole('heading', { name: words.configure.fillTitle }).waitFor({ state: 'detached', timeout: SOON_MS })
  await press(words.configure.compare)
  await heading(words.compare.title)
  yield at('compare')
  await press(words.compare.back)
  await heading(runner.title[lang])
}

/** Composed from its letters, as somebody does who has no other keyboard. */
async function* walkLetters({ page, words, press, at }: KioskHands): Walk {
  await press(words.configure.stepAfter)
  await page
    .getByRole('button', { name: like(`{n} ${words.configure.text}`) })
    .first()
    .click()
  for (const letter of ['ㅎ', 'ㅏ', 'ㄴ']) await press(letter)
  yield at('write-letters')
  await press(words.configure.textDone)
}

/** A motorcycle, which has more values than fit a screen. */
export async function* walkManyValues(hands: KioskHands): Walk {
  const { page, lang, words, press, closeSheet, open, at } = hands
  await open('gorae-1200')
  yield at('configure-cruiser')
  await press(like(words.configure.showAll))
  const search = page.getByRole('dialog').getByRole('textbox', { name: words.configure.searchValues })
  await search.waitFor({ timeout: SOON_MS })
  yield at('all-values')
  await search.fill(lang === 'ko' ? '청' : 'ce')
  yield at('all-values-searched')
  await closeSheet()
  yield* walkMap(hands)
}

/** All groups, what is recommended, what is open, a search over everything, and a number that it found. */
async function* walkMap({ page, lang, words, press, heading, closeSheet, at }: KioskHands): Walk {
  const filter = (label: string) => page.getByRole('radio', { name: like(label) })
  await press(like(`${words.configure.step} {title}`))
  await heading(words.configure.steps)
  yield at('steps')
  await filter(words.configure.filter.recommended).click({ timeout: SOON_MS })
  yield at('steps-recommended')
  await filter(words.configure.filter.open).click({ timeout: SOON_MS })
  yield at('steps-open')
  await filter(words.configure.filter.all).click({ timeout: SOON_MS })
  const search = page.getByRole('dialog').getByRole('textbox', { name: words.configure.searchAll })
  await search.fill(lang === 'ko' ? 'ㅋㄹ' : 'chrome')
  yield at('steps-found')
  await search.fill(lang === 'ko' ? 'ㅍㅋㅇㅈ' : 'fork ext')
  await press(startsWith(lang === 'ko' ? '포크 연장' : 'Fork extension'))
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
  await press(words.configure.numberWrite)
  await page.getByRole('dialog').waitFor({ timeout: SOON_MS })
  for (const digit of ['1', '3', '5']) await press(digit)
  yield at('write-number')
  await closeSheet()
}
