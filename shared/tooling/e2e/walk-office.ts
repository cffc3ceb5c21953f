import type { Page } from 'playwright-core'
import { SOON_MS } from './shopper.ts'
import type { Stop, Walk, Walker } from './walk-stop.ts'
import { wordsOf } from './walk-words.ts'

const at = (page: Page, name: string): Stop => ({ surface: 'office', name, page })

/** The office before the first shopper of the day. */
export async function* walkEmptyDay({ lang }: Walker, page: Page): Walk {
  const { office } = wordsOf(lang).staff
  await page.getByText(office.funnel.empty).waitFor({ timeout: SOON_MS })
  yield at(page, 'empty-day')
}

/** A day with visits and orders behind it. */
export async function* walkDay({ lang }: Walker, page: Page): Walk {
  const { office } = wordsOf(lang).staff
  await page.getByText(office.funnel.lead).waitFor({ timeout: SOON_MS })
  await page.getByRole('columnheader', { name: office.columns.number }).waitFor({ timeout: SOON_MS })
  yield at(page, 'day')
}

/** Something needs a person. */
export async function* walkExceptions({ lang }: Walker, page: Page): Walk {
  const { office } = wordsOf(lang).staff
  await page.getByRole('heading', { name: new RegExp(office.exceptions.title) }).waitFor({ timeout: SOON_MS * 2 })
  yield at(page, 'exceptions')
}

/** The last figures that were received, said to be old. */
export async function* walkOfficeOffline({ lang }: Walker, page: Page): Walk {
  await page.getByText(wordsOf(lang).staff.link.offlineHelp).waitFor({ timeout: SOON_MS * 2 })
  yield at(page, 'offline')
}
