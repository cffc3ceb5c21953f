import type { Page } from 'playwright-core'
import { SOON_MS } from './shopper.ts'
import { wake } from './walk-kiosk-hands.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { say } from './walk-words.ts'

/** An associate sends something to a kiosk where nobody is. Starts and ends at a sale, and on the kiosk at the attract loop. */
export async function* walkHandover({ lang }: Walker, kiosk: Page, tablet: Page): Walk {
  const staff = tabletHands(tablet, lang)
  const { handover, common } = staff.words
  const hands = await wake(kiosk, lang)
  const sent = { n: 1, where: say(common.device.kiosk, { n: 1 }) }
  await staff.press(handover.button)
  const send = tablet.getByRole('dialog').getByRole('button', { name: say(handover.send, sent), exact: true })
  await send.waitFor({ timeout: SOON_MS })
  yield staff.at('send-to-kiosk')
  await send.click({ timeout: SOON_MS })
  await tablet.getByText(say(handover.state.offered, sent)).waitFor({ timeout: SOON_MS })
  yield staff.at('sent')
  const offer = say(hands.words.handover.offer, { name: ASSOCIATE, n: 1 })
  await kiosk.getByRole('alertdialog').getByText(offer).waitFor({ timeout: SOON_MS })
  yield hands.at('offer')
  await hands.press(hands.words.handover.yes)
  // The only one that was sent opens by itself.
  await kiosk.getByRole('button', { name: hands.words.configure.add, exact: true }).waitFor({ timeout: SOON_MS })
  await kiosk.getByText(hands.words.configure.dateLoading).waitFor({ state: 'detached', timeout: SOON_MS })
  yield hands.at('handed-over')
  await tablet.getByText(say(handover.state.taken, sent)).waitFor({ timeout: SOON_MS })
  yield staff.at('sent-taken')
  await staff.press(handover.dismiss)
  await hands.finish()
}
