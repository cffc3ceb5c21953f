import type { Page } from 'playwright-core'
import type { Lang, Localised } from '@dangol/domain/text/localised.ts'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS } from './shopper.ts'
import { titleOf } from './walk-model.ts'
import type { Stop, Walk, Walker } from './walk-stop.ts'
import { say, startsWith, wordsOf } from './walk-words.ts'

/** What the regular makes at home is called. */
export const SAVED_AT_HOME: Localised = { ko: '한강 아침 러닝', en: 'Hangang at dawn' }

/** A phone, the words on it, and what people do with it. */
export interface PhoneHands {
  readonly page: Page
  readonly lang: Lang
  readonly words: ReturnType<typeof wordsOf>['phone']
  readonly press: (name: string | RegExp) => Promise<void>
  readonly heading: (name: string | RegExp) => Promise<void>
  readonly signIn: (name: string) => Promise<void>
  readonly closeSheet: () => Promise<void>
  readonly at: (name: string) => Stop
}

/** Hands on a phone that speaks that language. */
export function handsOn(page: Page, lang: Lang): PhoneHands {
  const words = wordsOf(lang).phone
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor({ timeout: SOON_MS })
  return {
    page,
    lang,
    words,
    heading,
    press: (name) => button(name).click({ timeout: SOON_MS }),
    async signIn(name) {
      await button(startsWith(name)).click({ timeout: SOON_MS })
      await heading(say(words.shelf.greeting, { name }))
    },
    async closeSheet() {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
    },
    at: (name) => ({ surface: 'phone', name, page }),
  }
}

/** A regular at home: signs in, makes something, saves it, and gets ready for the store. */
export async function* walkPhone(walker: Walker, name: string): Walk {
  const page = await walker.stage.page('phone', { lang: walker.lang })
  const hands = handsOn(page, walker.lang)
  const { words, heading, at } = hands
  await heading(words.signIn.title)
  yield at('sign-in')
  yield* walkSignInByCode(hands)
  await hands.signIn(name)
  await page.getByRole('article').nth(1).waitFor({ timeout: SOON_MS })
  yield at('shelf')
  yield* walkMaking(hands)
  yield* walkSharing(hands)
  yield* walkMemberCode(hands)
  yield* walkOrdersAndAccount(hands)
  await page.context().close()
}

async function* walkSignInByCode({ page, words, press, at }: PhoneHands): Walk {
  await page.getByRole('textbox', { name: words.signIn.login }).fill('M-100231')
  await press(words.signIn.next)
  await page.getByText(words.signIn.sent).waitFor({ timeout: SOON_MS })
  yield at('sign-in-code')
  await press(words.signIn.other)
}

async function* walkMaking({ page, lang, words, press, heading, closeSheet, at }: PhoneHands): Walk {
  await press(words.shelf.add)
  await heading(words.create.title)
  yield at('create')
  await press(startsWith(runner.title[lang]))
  await heading(runner.title[lang])
  yield at('configure')
  await press(startsWith(titleOf(runner, 'midsole', 'plated', lang)))
  await press(startsWith(titleOf(runner, 'upper', 'suede', lang)))
  await page.getByRole('dialog').waitFor({ timeout: SOON_MS })
  yield at('why')
  await closeSheet()
  await page.getByRole('searchbox', { name: words.configure.search }).fill(lang === 'ko' ? 'ㄴㅇㅂ' : 'navy')
  yield at('configure-searched')
  await press(words.configure.save)
  await heading(words.configure.saveTitle)
  await page.getByLabel(words.configure.name).fill(SAVED_AT_HOME[lang])
  yield at('save')
  await page.getByRole('dialog').getByRole('button', { name: words.configure.save, exact: true }).click()
  await heading(SAVED_AT_HOME[lang])
}

async function* walkSharing({ page, words, press, closeSheet, at }: PhoneHands): Walk {
  await press(startsWith(words.shelf.share))
  await page.getByRole('dialog').getByRole('img').waitFor({ timeout: SOON_MS })
  yield at('share-code')
  await page.getByRole('radio', { name: words.shelf.shareAlone }).click({ timeout: SOON_MS })
  await page.locator('[data-share-code][data-text^="RC1S:"]').waitFor({ timeout: SOON_MS })
  yield at('share-code-alone')
  await closeSheet()
  await press(startsWith(words.shelf.remove))
  await page.getByRole('dialog').waitFor({ timeout: SOON_MS })
  yield at('remove')
  await closeSheet()
}

async function* walkMemberCode({ page, words, press, heading, at }: PhoneHands): Walk {
  await press(words.tabs.code)
  await heading(words.code.enrolTitle)
  yield at('member-code-make')
  await press(words.code.enrol)
  await page.locator('[data-member-code]').waitFor({ timeout: SOON_MS })
  yield at('member-code')
}

async function* walkOrdersAndAccount({ page, words, press, heading, at }: PhoneHands): Walk {
  await press(words.tabs.orders)
  await page.getByRole('article').first().waitFor({ timeout: SOON_MS })
  yield at('orders')
  await press(words.tabs.account)
  await heading(words.account.title)
  yield at('account')
}

/** Somebody who has deleted the only thing they had, and has no order either. */
export async function* walkEmptyPhone({ stage, lang }: Walker, name: string): Walk {
  const page = await stage.page('phone', { lang })
  const { words, signIn, press, at, heading } = handsOn(page, lang)
  await signIn(name)
  await press(startsWith(words.shelf.remove))
  await page.getByRole('dialog').getByRole('button', { name: words.shelf.remove, exact: true }).click()
  await heading(words.shelf.empty)
  yield at('shelf-empty')
  await press(words.tabs.orders)
  await heading(words.orders.empty)
  yield at('orders-empty')
  await page.context().close()
}

/** Goes on with what the kiosk handed over: first as a stranger, then signed in. `code` as on the goodbye screen. */
export async function* walkClaim({ stage, lang }: Walker, code: string, name: string): Walk {
  const page = await stage.page('phone', { lang })
  const { words, press, heading, at } = handsOn(page, lang)
  await page.goto(new URL(`/c/${encodeURIComponent(code)}`, stage.floor.urls.phone).href)
  await page.getByText(words.claim.signIn).waitFor({ timeout: SOON_MS * 2 })
  yield at('claim')
  await press(words.signIn.finish)
  await heading(words.signIn.title)
  await press(startsWith(name))
  await page.getByText(words.claim.done).waitFor({ timeout: SOON_MS })
  yield at('claim-done')
  await page.context().close()
}
