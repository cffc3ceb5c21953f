import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { playPasskeys } from './kiosk-asks.ts'
import { everythingKept, findLeftovers, kioskFiles } from './leftovers.ts'
import { signIn, SOON_MS, startShift, stayBeside } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { approveOnPhone, shownTicket } from './walk-kiosk-approval.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { like, wordsOf } from './walk-words.ts'

const SHOPPER = '김민지'
const words = wordsOf('ko')
let stage: Stage
let hands: KioskHands
let kiosk: Page
let phone: Page
let tablet: ReturnType<typeof tabletHands>

beforeAll(async () => {
  stage = await openStage()
  kiosk = await stage.page('kiosk')
  hands = handsOn(kiosk, 'ko')
  phone = await stage.page('phone')
  tablet = tabletHands(await stage.page('tablet'), 'ko')
  await playPasskeys(phone)
  await Promise.all([signIn(phone, SHOPPER), startShift(tablet.page, ASSOCIATE)])
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk, phone, tablet: tablet.page })
})
afterAll(() => stage.close())

test('[RD1] a shopper approves on the own phone: the address shows on this kiosk, and nothing is left once they are forgotten', async () => {
  await stayBeside(kiosk)
  await hands.begin()
  await kiosk.getByRole('button', { name: words.kiosk.home.continue }).click({ timeout: SOON_MS })
  await kiosk.getByRole('button', { name: words.kiosk.approve.offer }).click({ timeout: SOON_MS })
  const ticket = await shownTicket(kiosk)

  await approveOnPhone(phone, ticket)
  await kiosk.getByRole('heading', { name: words.kiosk.approve.approved }).waitFor({ timeout: SOON_MS })
  const address = kiosk.getByRole('main').locator('.address .line')
  await address.waitFor({ timeout: SOON_MS })
  const shown = await address.innerText()
  // The last line never comes as far as the store.
  expect(shown).toMatch(/\*{2,}/)
  await kiosk.getByText(like(words.kiosk.approve.mark)).first().waitFor({ timeout: SOON_MS })

  await hands.bar(words.kiosk.forget.button)
  await kiosk.getByRole('button', { name: words.kiosk.forget.yes }).click({ timeout: SOON_MS })
  await kiosk.getByText(words.kiosk.goodbye.clean).waitFor({ timeout: SOON_MS })
  const kept = { ...(await everythingKept(kiosk)), ...kioskFiles(stage.dataFolder) }
  expect(findLeftovers(kept, [shown, '김*지', ticket.code])).toEqual([])
})
