import type { Page } from 'playwright-core'
import { cruiser } from '../../../server/shop/demo/families/cruiser/model.ts'
import { SOON_MS } from './shopper.ts'
import { handsOn, wake } from './walk-kiosk.ts'
import { recognised } from './walk-kiosk-member.ts'
import type { Shopper } from './walk-people.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { say, startsWith } from './walk-words.ts'

/** Longest idle time before the warning, of a visit whose shopper is unknown. Milliseconds, with some to spare. */
const WARNING_WITHIN_MS = 75_000

/** Somebody who was never asked whether staff may know, then somebody else's code. Ends at the attract loop. */
export async function* walkConsent(walker: Walker, page: Page, unasked: Shopper, other: Shopper): Walk {
  const { words, press, bar, heading, at } = await recognised(walker, page, unasked)
  await heading(words.mine.consent.title)
  yield at('consent')
  await press(words.mine.consent.no)
  await page.getByText(words.mine.consent.denied).first().waitFor({ timeout: SOON_MS })
  await other.scan()
  await heading(words.scan.otherTitle)
  yield at('another-person')
  await press(words.scan.otherNo)
  await bar(words.frame.home)
  await bar(words.frame.finish)
  await heading(words.goodbye.title)
  await press(words.goodbye.close)
}

/** Calls somebody. `answer` is what an associate does meanwhile on a tablet. Leaves the visit open. */
export async function* walkHelp(walker: Walker, page: Page, shopper: Shopper, answer: () => Promise<void>): Walk {
  const { words, bar, at } = await recognised(walker, page, shopper)
  await bar(words.frame.help)
  await page.getByText(words.status.callWaiting).waitFor({ timeout: SOON_MS })
  yield at('help-waiting')
  await answer()
  await page.getByText(say(words.status.callAnswered, { name: '서연' })).waitFor({ timeout: SOON_MS })
  yield at('help-answered')
}

/** Waits with an open visit until the kiosk asks whether anybody is there, and says yes. */
export async function* walkWarning({ lang }: Walker, page: Page): Walk {
  const { words, press, heading, at } = handsOn(page, lang)
  await page.getByRole('heading', { name: words.warning.title }).waitFor({ timeout: WARNING_WITHIN_MS })
  yield at('time-warning')
  await press(words.warning.more)
  await page.getByRole('heading', { name: words.warning.title }).waitFor({ state: 'detached', timeout: SOON_MS })
  await heading(/./)
}

/** What a shopper sees of an internet that is cut, and of a store server that is down. Nothing works after it. */
export async function* walkOutage(walker: Walker, page: Page): Walk {
  const { stage, lang } = walker
  const { words, press, heading, at } = await wake(page, lang)
  await press(startsWith(words.attract.start))
  await heading(words.home.title)
  stage.floor.wan.cut()
  await page.getByText(words.status.wanDown).waitFor({ timeout: SOON_MS * 2 })
  yield at('wan-down')
  await stage.floor.children.find((child) => child.name === 'store server')?.end()
  await page.getByText(words.status.offline).waitFor({ timeout: SOON_MS * 2 })
  yield at('store-down')
  await press(startsWith(cruiser.title[lang]))
  await heading(cruiser.title[lang])
  yield at('configure-offline')
}

/** A kiosk whose screen is up before its host. */
export async function* walkConnecting({ stage, lang }: Walker): Walk {
  const page = await stage.page('kiosk', { lang })
  await page.routeWebSocket(/.*/, () => undefined)
  await page.reload()
  const { words, heading, at } = handsOn(page, 'ko')
  await heading(words.status.connecting)
  if (lang === 'en') await page.getByRole('button', { name: words.frame.language, exact: true }).click()
  yield at('connecting')
  await page.context().close()
}
