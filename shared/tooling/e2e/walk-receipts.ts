import { SOON_MS } from './shopper.ts'
import { handsOn } from './walk-phone.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { startsWith } from './walk-words.ts'

/** After a visit: what the store used, the ways to take it back, and what may be asked about oneself. Changes nothing. */
export async function* walkReceipts({ stage, lang }: Walker, name: string): Walk {
  const page = await stage.page('phone', { lang })
  const { words, signIn, press, closeSheet, at } = handsOn(page, lang)
  const { visits, myData } = words
  const sheet = () => page.getByRole('dialog').waitFor({ timeout: SOON_MS })
  await signIn(name)
  await press(words.tabs.account)
  await press(startsWith(visits.open))
  await page.getByRole('article').getByText(visits.used).first().waitFor({ timeout: SOON_MS })
  yield at('visits')
  await press(visits.drop)
  await sheet()
  yield at('visit-drop')
  await closeSheet()
  await press(visits.notMe)
  await sheet()
  yield at('visit-not-me')
  await closeSheet()
  await press(words.tabs.account)
  await page.getByRole('heading', { name: myData.title, exact: true }).scrollIntoViewIfNeeded({ timeout: SOON_MS })
  yield at('my-data')
  await press(myData.forgetOpen)
  await sheet()
  yield at('forget-me')
  await closeSheet()
  await press(myData.eraseOpen)
  await sheet()
  yield at('erase')
  await press(myData.eraseCode)
  await page.getByText(myData.eraseSent).waitFor({ timeout: SOON_MS })
  yield at('erase-code')
  await page.context().close()
}
