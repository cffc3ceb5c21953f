import type { Page } from 'playwright-core'
import { SOON_MS } from './shopper.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { tabletHands } from './walk-tablet.ts'
import { like } from './walk-words.ts'

/** What an associate does without the store server waits in sight. Starts on a tablet that has lost it. */
export async function* walkWaiting({ lang }: Walker, tablet: Page): Walk {
  const { words, go, press, at } = tabletHands(tablet, lang)
  const { confirmed, in_production, ready } = words.orders.move
  await go('orders')
  await press(new RegExp(`^(${confirmed}|${in_production}|${ready})$`))
  await tablet.getByText(words.refusal.waits).waitFor({ timeout: SOON_MS })
  yield at('waiting')
  await press(like(words.waiting.badge))
  await tablet.getByRole('dialog').waitFor({ timeout: SOON_MS })
  yield at('waiting-list')
  await tablet.keyboard.press('Escape')
}
