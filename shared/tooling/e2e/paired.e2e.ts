import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { playPasskeys } from './kiosk-asks.ts'
import { openSection, SOON_MS, stayBeside, typePin } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { say, startsWith, wordsOf } from './walk-words.ts'

const { staff: words, kiosk: kioskWords } = wordsOf('ko')
const MANAGER = { name: '이수진', pin: '719304' }
const KIOSK = '입구 왼쪽 키오스크'

let stage: Stage
let office: Page
let kiosk: Page
beforeAll(async () => {
  stage = await openStage({ env: { DANGOL_TRUST: 'paired' } })
  office = await stage.page('office')
  await playPasskeys(office)
  // A passkey belongs to a name; an address of numbers is none.
  await office.goto(stage.floor.urls.office.replace('127.0.0.1', 'localhost'))
  await stayBeside(office)
  kiosk = await stage.page('kiosk')
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ office, kiosk })
})
afterAll(() => stage.close())

const press = (name: string) => office.getByRole('button', { name, exact: true }).first().click({ timeout: SOON_MS })
const sheet = () => office.getByRole('dialog')
const kioskCode = () => kiosk.getByText(/^[B-Z]{4}-[B-Z]{4}$/)
const attract = () => kiosk.getByRole('button', { name: startsWith(kioskWords.attract.start) })

test('a store is started by whoever can read the set-up code, and they are its manager', async () => {
  const { founding, people } = words
  const setupCode = readFileSync(join(stage.dataFolder, 'setup-code'), 'utf8').trim()
  await office.getByLabel(founding.code, { exact: true }).fill(setupCode, { timeout: SOON_MS })
  await office.getByLabel(founding.name, { exact: true }).fill(MANAGER.name)
  await office.getByLabel(founding.pin, { exact: true }).fill(MANAGER.pin)
  await office.getByLabel(founding.again, { exact: true }).fill(MANAGER.pin)
  await press(founding.start)
  await office.getByText(people.officeLead).waitFor({ timeout: SOON_MS })
  await press(MANAGER.name)
  await typePin(office, MANAGER.pin)
  await openSection(office, 'devices')
  await office.getByRole('row').filter({ hasText: words.inventory.first }).waitFor({ timeout: SOON_MS })
})

test('a kiosk that nobody approved shows a code and a number, and nothing of the store', async () => {
  await kioskCode().waitFor({ timeout: SOON_MS })
  expect(await attract().count()).toBe(0)
})

test('what cannot be a code costs no try, and a wrong one says that no device shows it', async () => {
  const { inventory } = words
  await press(inventory.add)
  await sheet().getByLabel(inventory.code, { exact: true }).fill('ABCD')
  await press(inventory.look)
  await office.getByText(inventory.codeFault).waitFor({ timeout: SOON_MS })
  await sheet().getByLabel(inventory.code, { exact: true }).fill('zzzz zzzz')
  await press(inventory.look)
  await office.getByText(inventory.wrong).waitFor({ timeout: SOON_MS })
})

test('its code, typed in the office, shows the same number; a passkey approves it, and it is a kiosk of the store', async () => {
  const { inventory, stepUp } = words
  const code = (await kioskCode().innerText()).toLowerCase().replace('-', ' ')
  await sheet().getByLabel(inventory.code, { exact: true }).fill(code)
  await press(inventory.look)
  const number = await office.locator('[data-fingerprint]').innerText({ timeout: SOON_MS })
  await kiosk.getByText(number, { exact: true }).waitFor({ timeout: SOON_MS })
  await sheet().getByLabel(inventory.name, { exact: true }).fill(KIOSK)
  await press(inventory.approve)
  await office.getByRole('heading', { name: stepUp.makeFirst }).waitFor({ timeout: SOON_MS })
  await typePin(office, MANAGER.pin)
  await press(stepUp.show)
  await office.getByText(say(inventory.approved, { name: KIOSK })).waitFor({ timeout: SOON_MS })
  await attract().waitFor({ timeout: SOON_MS })
  await office
    .getByRole('row')
    .filter({ hasText: KIOSK })
    .filter({ hasText: inventory.state.connected })
    .waitFor({ timeout: SOON_MS })
})

test('put out, it is a stranger at once and shows a code again', async () => {
  const { inventory } = words
  await press(say(inventory.editOf, { name: KIOSK }))
  await press(inventory.revoke)
  await office.getByText(inventory.revokeBody.kiosk).waitFor({ timeout: SOON_MS })
  await sheet().last().getByRole('button', { name: inventory.revokeYes, exact: true }).click({ timeout: SOON_MS })
  await office.getByText(say(inventory.revoked, { name: KIOSK })).waitFor({ timeout: SOON_MS })
  await kioskCode().waitFor({ timeout: SOON_MS })
  await office
    .getByRole('row')
    .filter({ hasText: KIOSK })
    .filter({ hasText: inventory.state.revoked })
    .waitFor({ timeout: SOON_MS })
})
