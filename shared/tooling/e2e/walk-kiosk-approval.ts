import type { Page } from 'playwright-core'
import { playPasskeys } from './kiosk-asks.ts'
import { signIn, SOON_MS } from './shopper.ts'
import { wake } from './walk-kiosk-hands.ts'
import type { Walk, Walker } from './walk-stop.ts'
import { startsWith, wordsOf } from './walk-words.ts'

const onPhone = wordsOf('ko').phone

/** A shopper says no, then yes on the own phone, and is forgotten. Starts and ends at the attract loop. */
export async function* walkApproval(walker: Walker, kiosk: Page, name: string): Walk {
  const phone = await walker.stage.page('phone')
  await playPasskeys(phone)
  await signIn(phone, name)
  const hands = await wake(kiosk, walker.lang)
  const { words, press, bar, heading, closeSheet, at } = hands
  await hands.begin()
  await press(startsWith(words.home.continue))
  await press(words.approve.offer)
  const first = await shownTicket(kiosk)
  yield at('approve')
  await press(words.approve.noPhone)
  await heading(words.approve.noPhoneTitle)
  yield at('approve-no-phone')
  await closeSheet()
  await openOnPhone(phone, first)
  await phone.getByRole('button', { name: onPhone.approve.deny, exact: true }).click({ timeout: SOON_MS })
  await heading(words.approve.denied)
  yield at('approve-denied')
  await press(words.approve.again)
  await approveOnPhone(phone, await shownTicket(kiosk))
  await heading(words.approve.approved)
  yield at('approve-approved')
  await bar(words.forget.button)
  await heading(words.forget.title)
  yield at('forget')
  await press(words.forget.yes)
  await kiosk.getByText(words.goodbye.clean).waitFor({ timeout: SOON_MS })
  yield at('goodbye-forgotten')
  await press(words.goodbye.close)
  await phone.context().close()
}

/** What a kiosk shows for the phone. */
export interface ShownTicket {
  readonly code: string
  readonly number: string
}

/** Waits for the code and the number on the kiosk. */
export async function shownTicket(kiosk: Page): Promise<ShownTicket> {
  const read = (part: string) => kiosk.locator(`.ticket ${part}`).innerText({ timeout: SOON_MS })
  return { code: (await read('.letters')).replace('-', ''), number: await read('.digits') }
}

/** The phone opens the address of the QR code, picks the number and approves. It speaks Korean. */
export async function approveOnPhone(phone: Page, ticket: ShownTicket): Promise<void> {
  await openOnPhone(phone, ticket)
  await phone.getByText(ticket.number, { exact: true }).click({ timeout: SOON_MS })
  await phone.getByRole('button', { name: onPhone.approve.approve, exact: true }).click({ timeout: SOON_MS })
  await phone.getByText(onPhone.approve.done.title).waitFor({ timeout: SOON_MS })
}

/** Makes a passkey where there is none yet. */
async function openOnPhone(phone: Page, { code, number }: ShownTicket): Promise<void> {
  await phone.goto(new URL(`/k/${code}`, phone.url()).href)
  const make = phone.getByRole('button', { name: onPhone.passkeys.add })
  const pick = phone.getByText(number, { exact: true })
  await make.or(pick).first().waitFor({ timeout: SOON_MS })
  if (await make.isVisible()) await make.click()
  await pick.waitFor({ timeout: SOON_MS })
}
