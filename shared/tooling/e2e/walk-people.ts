import type { Page } from 'playwright-core'
import { openMemberCode, signIn, SOON_MS, storeHasCaughtUp } from './shopper.ts'
import type { Stage } from './stage.ts'
import { wordsOf } from './walk-words.ts'

/** A shopper of the demonstration with a phone in the pocket, for walks on other screens. */
export interface Shopper {
  /** Holds a fresh member code to the kiosk's reader. */
  readonly scan: () => Promise<void>
  readonly leave: () => Promise<void>
}

/** A configuration code as screens write it; its last character is a check, which may be a sign. */
export const SHOWN_CODE = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}[0-9A-Z*~$=]$/

const ko = wordsOf('ko').phone

/** Somebody comes in with a phone that can show a member code. Their phone speaks Korean whatever the walk's language is. */
export async function comeIn(stage: Stage, name: string): Promise<Shopper> {
  const phone = await stage.page('phone')
  await signIn(phone, name)
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  return {
    async scan() {
      // Opening the page anew makes a newer code: one that was shown before is refused.
      await openTab(phone, ko.tabs.shelf)
      await phone.getByRole('button', { name: ko.shelf.add }).waitFor({ timeout: SOON_MS })
      await openMemberCode(phone)
      const text = (await phone.locator('[data-member-code]').getAttribute('data-text')) ?? ''
      await scanAtKiosk(stage, text)
    },
    leave: () => phone.context().close(),
  }
}

/** Gives a text to the kiosk's code reader, as if it had been held there. */
export async function scanAtKiosk(stage: Stage, text: string): Promise<void> {
  const answer = await fetch(new URL('/simulator/scan', stage.floor.urls.kiosk), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text }),
  })
  if (!answer.ok) throw new Error(`The kiosk's simulated reader answered ${answer.status}`)
}

const openTab = (phone: Page, name: string) => phone.getByRole('button', { name, exact: true }).click()
