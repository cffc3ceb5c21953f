import type { Lang } from '@dangol/domain/text/localised.ts'
import { writeModel } from '@dangol/modelling/files/write/write.ts'
import type { Page } from 'playwright-core'
import { openOffice, openSection, SOON_MS } from './shopper.ts'
import type { Stop, Walk, Walker } from './walk-stop.ts'
import { nextSeason } from './walk-model.ts'
import { like, say, wordsOf } from './walk-words.ts'

const at = (page: Page, name: string): Stop => ({ surface: 'office', name, page })

/** The manager opens the office before the first shopper of the day. */
export async function* walkEmptyDay({ lang }: Walker, page: Page): Walk {
  const { office, people } = wordsOf(lang).staff
  await page.getByText(people.officeLead).waitFor({ timeout: SOON_MS })
  yield at(page, 'people')
  await openOffice(page)
  await page.getByText(office.funnel.empty).waitFor({ timeout: SOON_MS })
  yield at(page, 'empty-day')
}

/** A day with visits and orders behind it. */
export async function* walkDay({ lang }: Walker, page: Page): Walk {
  const { office } = wordsOf(lang).staff
  await openSection(page, 'figures')
  await page.getByText(office.funnel.lead).waitFor({ timeout: SOON_MS })
  yield at(page, 'day')
  await openSection(page, 'orders')
  await page.getByRole('columnheader', { name: office.columns.number }).waitFor({ timeout: SOON_MS })
  yield at(page, 'orders')
  yield* walkLink(lang, page)
  await openSection(page, 'fleet')
  await page.getByRole('region', { name: wordsOf(lang).staff.fleet.title }).waitFor({ timeout: SOON_MS })
  yield at(page, 'fleet')
  await openSection(page, 'figures')
}

/** How the link to the shop stands, and what holding it would do. */
async function* walkLink(lang: Lang, page: Page): Walk {
  const { shopLink } = wordsOf(lang).staff
  await openSection(page, 'link')
  await page.getByRole('heading', { name: shopLink.feeds.title }).waitFor({ timeout: SOON_MS })
  yield at(page, 'link')
  await page.getByRole('button', { name: shopLink.pause.do, exact: true }).click({ timeout: SOON_MS })
  await page.getByRole('dialog').waitFor({ timeout: SOON_MS })
  yield at(page, 'link-hold')
  await closeSheet(page)
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

/** The manager tries a torn file, then a sound one, publishes it, and looks at what there is and what nobody wants. */
export async function* walkModels({ lang }: Walker, page: Page): Walk {
  const { models } = wordsOf(lang).staff
  const sheet = page.getByRole('dialog')
  const sound = writeModel(nextSeason)
  await openSection(page, 'models')
  await page
    .getByRole('button', { name: like(models.version) })
    .first()
    .waitFor({ timeout: SOON_MS })
  yield at(page, 'models')
  await page.getByRole('button', { name: models.try }).click({ timeout: SOON_MS })
  yield at(page, 'models-trial-empty')
  await pick(page, lang, sound.replace('default: mesh', 'default: wool').replace('why:', 'because:'))
  await page.getByText(models.faults.what).waitFor({ timeout: SOON_MS })
  yield at(page, 'models-trial-faults')
  await pick(page, lang, sound)
  await page.getByText(models.report.breaks).waitFor({ timeout: SOON_MS * 2 })
  yield at(page, 'models-trial')
  await sheet.getByRole('button', { name: like(models.trial.publish) }).click({ timeout: SOON_MS })
  await page
    .getByText(say(models.published, { title: nextSeason.title[lang], version: 5 }))
    .waitFor({ timeout: SOON_MS * 2 })
  yield at(page, 'models-published')
  const row = page.getByRole('row').filter({ hasText: nextSeason.id })
  await row.getByRole('button', { name: like(models.version) }).click({ timeout: SOON_MS })
  await sheet.waitFor({ timeout: SOON_MS })
  yield at(page, 'models-versions')
  await closeSheet(page)
  await row.getByRole('button', { name: like(models.values) }).click({ timeout: SOON_MS })
  await sheet.waitFor({ timeout: SOON_MS })
  yield at(page, 'models-never-chosen')
  await closeSheet(page)
}

const pick = (page: Page, lang: Lang, text: string) =>
  page
    .getByLabel(wordsOf(lang).staff.models.trial.files)
    .setInputFiles({ name: 'runner.model.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })

async function closeSheet(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
}
