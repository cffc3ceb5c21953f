import { kioskAsks, playPasskeys } from './kiosk-asks.ts'
import { SOON_MS } from './shopper.ts'
import type { Stop, Walk, Walker } from './walk-stop.ts'
import { startsWith, wordsOf } from './walk-words.ts'

/** Approves a kiosk on the own phone, from the scanned code to each of its outcomes. */
export async function* walkApproving({ stage, lang }: Walker, name: string): Walk {
  const { approve: words, passkeys, address } = wordsOf(lang).phone
  const page = await stage.page('phone', { lang })
  const { know } = await playPasskeys(page)
  const at = (stop: string): Stop => ({ surface: 'phone', name: stop, page })
  const press = (button: string) =>
    page.getByRole('button', { name: button, exact: true }).first().click({ timeout: SOON_MS })
  const heading = (text: string) => page.getByRole('heading', { name: text }).waitFor({ timeout: SOON_MS })
  const choose = (number: string) => page.locator('label').filter({ hasText: number }).click({ timeout: SOON_MS })

  const first = await kioskAsks(stage, 'kiosk-2')
  await page.goto(first.url)
  await page.getByText(words.signIn).waitFor({ timeout: SOON_MS })
  yield at('approve-sign-in')
  await page.getByRole('button', { name: startsWith(name) }).click({ timeout: SOON_MS })
  await heading(words.passkeyTitle)
  yield at('approve-passkey')
  await press(passkeys.add)
  await choose(first.number)
  yield at('approve')
  await know(false)
  await press(words.approve)
  await page.getByText(passkeys.problem.dismissed).waitFor({ timeout: SOON_MS })
  yield at('approve-again')
  await know(true)
  await press(words.approve)
  await heading(words.done.title)
  yield at('approve-done')
  await first.poll()
  const second = await kioskAsks(stage, 'kiosk-5')
  await page.goto(second.url)
  await heading(words.elsewhereTitle)
  yield at('approve-elsewhere')
  await press(words.deny)
  await heading(words.over.denied.title)
  yield at('approve-denied')
  await page.goto(second.url)
  await heading(words.over.gone.title)
  yield at('approve-gone')
  await press(words.typeAgain)
  await page.getByRole('textbox', { name: words.code }).fill('BCDF GHJA')
  await page.getByText(words.codeWrong).waitFor({ timeout: SOON_MS })
  yield at('approve-type')
  await page.goto(new URL('/account', stage.floor.urls.phone).href)
  // Phones and passkeys are removed by the same word, and either list may be there first.
  const list = page.locator('section').filter({ has: page.getByRole('heading', { name: passkeys.title, exact: true }) })
  await list.last().getByRole('button', { name: passkeys.remove, exact: true }).first().click({ timeout: SOON_MS })
  await page.getByRole('dialog').waitFor({ timeout: SOON_MS })
  yield at('passkey-remove')
  await page.keyboard.press('Escape')
  await press(address.edit)
  await page.getByRole('dialog').getByRole('textbox').first().waitFor({ timeout: SOON_MS })
  yield at('address')
  await page.context().close()
}
