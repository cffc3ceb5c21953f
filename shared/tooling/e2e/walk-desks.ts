import type { Page } from 'playwright-core'
import { playPasskeys } from './kiosk-asks.ts'
import { enterPin, MANAGER, openSection, SOON_MS, typePin } from './shopper.ts'
import type { Stop, Walk, Walker } from './walk-stop.ts'
import { say, wordsOf } from './walk-words.ts'

/** Who answers for personal data in the demonstration. */
const PRIVACY_OFFICER = '하늘'
/** Who reads the record of who did what there. */
const AUDITOR = '유나'
/** A member of the demonstration, by the number on her card. */
const NUMBER = 'M-102770'
const REASON = { ko: '본인 요청: 보관 내용 확인 (접수 12번)', en: 'Asked in person what we keep (no. 12)' } as const
/** As long as a name may well be. */
const NAME = { ko: '황보 알렉산드라 서연', en: 'Alexandra Featherstonehaugh-Montgomery' } as const

const OFFICE = { width: 1440, height: 900 }

const at = (page: Page, name: string): Stop => ({ surface: 'office', name, page })

/** The office of a manager, of the privacy officer and of an auditor, one after the other at one machine with a passkey. */
export async function* walkDesks(walker: Walker): Walk {
  const { lang, stage } = walker
  // Not by the way of the office in use: whoever comes in on a device puts out whoever held it.
  const page = await stage.page('phone', { lang, viewport: OFFICE })
  await playPasskeys(page)
  // A passkey belongs to a name; an address of numbers is none.
  await page.goto(`${stage.floor.urls.office.replace('127.0.0.1', 'localhost')}&d=office-2`)
  await enterPin(page, MANAGER)
  yield* walkPeople(walker, page)
  await handOver(walker, page, PRIVACY_OFFICER)
  yield* walkPrivacy(walker, page)
  await handOver(walker, page, AUDITOR)
  yield* walkRecord(walker, page)
  await page.context().close()
}

async function handOver({ lang }: Walker, page: Page, to: string): Promise<void> {
  const { people, locked } = wordsOf(lang).staff
  await page.getByRole('button', { name: people.lock, exact: true }).click({ timeout: SOON_MS })
  await page.getByRole('button', { name: locked.other, exact: true }).click({ timeout: SOON_MS })
  await enterPin(page, to)
}

async function* walkPeople({ lang }: Walker, page: Page): Walk {
  const { team, stepUp, inventory } = wordsOf(lang).staff
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click({ timeout: SOON_MS })
  const sheet = page.getByRole('dialog')
  await openSection(page, 'devices')
  await page.getByText(inventory.house).waitFor({ timeout: SOON_MS })
  yield at(page, 'devices-house')
  await openSection(page, 'people')
  await page.getByRole('columnheader', { name: team.column.devices }).waitFor({ timeout: SOON_MS })
  yield at(page, 'people')
  await press(say(team.editOf, { name: MANAGER }))
  await page.getByText(team.ownRole).waitFor({ timeout: SOON_MS })
  yield at(page, 'people-own-role')
  await closeSheet(page)
  await press(team.add)
  await sheet.getByLabel(team.name, { exact: true }).fill(NAME[lang])
  yield at(page, 'people-add')
  await sheet.getByRole('button', { name: team.add, exact: true }).click({ timeout: SOON_MS })
  await page.getByRole('heading', { name: stepUp.makeFirst }).waitFor({ timeout: SOON_MS })
  await typePin(page)
  await press(stepUp.show)
  await page.getByText(team.told.once).waitFor({ timeout: SOON_MS })
  yield at(page, 'people-told-pin')
  await press(team.told.done)
  await press(say(team.editOf, { name: NAME[lang] }))
  await sheet.getByRole('radio').nth(1).check({ timeout: SOON_MS })
  yield at(page, 'people-change')
  await closeSheet(page)
}

async function* walkPrivacy({ lang }: Walker, page: Page): Walk {
  const { subject, reason } = wordsOf(lang).staff
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click({ timeout: SOON_MS })
  await page.getByText(subject.start, { exact: true }).waitFor({ timeout: SOON_MS })
  yield at(page, 'privacy')
  await page.getByLabel(subject.number, { exact: true }).fill(NUMBER)
  await page.getByLabel(reason.label, { exact: true }).fill(REASON[lang])
  await press(subject.find)
  await press(subject.ledgerShow)
  await page.getByText(subject.whole).waitFor({ timeout: SOON_MS })
  yield at(page, 'privacy-subject')
  await press(subject.act.merge)
  await page.getByRole('heading', { name: subject.merge.title }).waitFor({ timeout: SOON_MS })
  yield at(page, 'privacy-merge')
  await closeSheet(page)
  await press(subject.act.erase)
  await page.getByRole('heading', { name: subject.erase.title }).waitFor({ timeout: SOON_MS })
  yield at(page, 'privacy-erase')
  await closeSheet(page)
}

async function* walkRecord({ lang }: Walker, page: Page): Walk {
  const { record } = wordsOf(lang).staff
  await openSection(page, 'record')
  await page.getByRole('columnheader', { name: record.column.about }).waitFor({ timeout: SOON_MS })
  await page.getByRole('button', { name: record.verify, exact: true }).click({ timeout: SOON_MS })
  await page.getByText(record.whole).waitFor({ timeout: SOON_MS * 2 })
  yield at(page, 'record')
}

async function closeSheet(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: SOON_MS })
}
