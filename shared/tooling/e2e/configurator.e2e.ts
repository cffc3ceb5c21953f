import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { writeModel } from '@dangol/modelling/files/write/write.ts'
import {
  SOON_MS,
  configureAtHome,
  finish,
  holdToCamera,
  openMemberCode,
  openOffice,
  openSection,
  placeOrder,
  showToKiosk,
  signIn,
  stayBeside,
  storeHasCaughtUp,
  untilSaved,
} from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { nextSeason } from './walk-model.ts'

const NAME = '마라톤 준비'
/** How long the phone shows one code at most, with time to spare. */
const CODE_MS_MAX = 60_000
let stage: Stage
let errors: string[]
let pages: Record<string, Page> = {}

beforeEach(async () => {
  stage = await openStage()
  errors = []
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(pages)
  await stage.close()
})

/** Everything the shopper touches while configuring on the kiosk. */
const handsOn = (kiosk: Page) => {
  const value = (name: RegExp, pressed?: boolean) =>
    kiosk.getByRole('button', { name, ...(pressed === undefined ? {} : { pressed }) }).first()
  const dialog = kiosk.getByRole('dialog')
  return {
    dialog,
    isChosen: (name: RegExp) => value(name, true).waitFor({ timeout: SOON_MS }),
    async choose(name: RegExp) {
      await value(name).click({ timeout: SOON_MS })
      await value(name, true).waitFor({ timeout: SOON_MS })
    },
    touch: (name: RegExp) => value(name).click({ timeout: SOON_MS }),
    inDialog: (name: string | RegExp) => dialog.getByRole('button', { name }).first().click({ timeout: SOON_MS }),
    press: (name: string) => kiosk.getByRole('button', { name, exact: true }).click({ timeout: SOON_MS }),
    reads: (words: string | RegExp) => kiosk.getByText(words).first().waitFor({ timeout: SOON_MS }),
    openSaved: () =>
      kiosk
        .getByRole('article')
        .filter({ hasText: NAME })
        .getByRole('button', { name: '이어서 보기' })
        .click({ timeout: SOON_MS }),
  }
}

const codeOn = (phone: Page) => phone.locator('[data-member-code]').getAttribute('data-text')

/** The manager tries the file, reads what it would break, and publishes it. */
async function publishInOffice(office: Page, model: ConfigModel): Promise<void> {
  await office.getByRole('button', { name: '새 버전 시험하기' }).click({ timeout: SOON_MS })
  const file = { name: 'runner.model.yaml', mimeType: 'application/yaml', buffer: Buffer.from(writeModel(model)) }
  await office.getByLabel('모델 파일과 그림 파일').setInputFiles(file)
  await office.getByText('주문할 수 없게 되는 것이 있습니다', { exact: false }).waitFor({ timeout: SOON_MS * 2 })
  await office.getByText(/없어짐: 중창: 카본 플레이트/).waitFor({ timeout: SOON_MS })
  await office.getByRole('button', { name: '버전 5 내보내기' }).click()
  await office.getByText('새 버전(5)을 내보냈습니다', { exact: false }).waitFor({ timeout: SOON_MS * 2 })
}

test('a dead end is explained and mended, any choice is undone, and a new model changes nothing unasked', async () => {
  const [phone, kiosk, office] = await Promise.all([stage.page('phone'), stage.page('kiosk'), stage.page('office')])
  pages = { phone, kiosk, office }
  for (const [name, page] of Object.entries(pages))
    page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`))
  await stayBeside(kiosk)
  await signIn(phone, '김민지')
  await configureAtHome(phone, { family: /^바람 러너/, choose: [/^스웨이드/], name: NAME })
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  await holdToCamera(stage, phone)
  await showToKiosk(kiosk)
  // The one that opened this visit, or a newer one.
  const shownThen = await codeOn(phone)
  const hands = handsOn(kiosk)
  await hands.openSaved()

  // Choices that make a plated midsole impossible: the value stays, says why, and shows what it would change.
  await hands.choose(/^둥근 끈/)
  await hands.choose(/^생고무/)
  await hands.touch(/^카본 플레이트/)
  await hands.dialog
    .getByText('스웨이드 갑피는 레이스용 신발에 너무 무겁습니다', { exact: false })
    .or(hands.dialog.getByText('도로용 밑창에만', { exact: false }))
    .first()
    .waitFor({ timeout: SOON_MS })
  await hands.inDialog('바꾸고 고르기')
  await hands.isChosen(/^카본 플레이트/)
  await hands.isChosen(/^통기 메시|^한 장 니트/)
  await hands.isChosen(/^도로/)

  // Not the last choice, but an earlier one is taken back; the later ones stay.
  await hands.press('전체 보기')
  await hands.dialog.getByRole('radio', { name: /고른 순서/ }).click({ timeout: SOON_MS })
  await hands.inDialog('끈: 선택 취소')
  await kiosk.keyboard.press('Escape')
  await hands.isChosen(/^납작 끈/)
  await hands.isChosen(/^카본 플레이트/)
  await untilSaved(kiosk)
  await finish(kiosk)

  await openOffice(office, 'models')
  await publishInOffice(office, nextSeason)
  await storeHasCaughtUp(stage)
  // A code opens one visit; the phone makes the next one by itself.
  await expect.poll(() => codeOn(phone), { timeout: CODE_MS_MAX }).not.toBe(shownThen)
  await holdToCamera(stage, phone)
  await showToKiosk(kiosk)
  await hands.reads(/카본 플레이트: 더 이상 만들지 않습니다/)
  await hands.openSaved()
  await hands.press('맞춰 보기')
  await hands.inDialog('이렇게 맞추기')
  await hands.isChosen(/^데일리|^푹신한 플러시/)
  await untilSaved(kiosk)
  const number = await placeOrder(kiosk)
  await openSection(office, 'orders')
  await office.getByText(number).first().waitFor({ timeout: SOON_MS })
  expect(errors).toEqual([])
})
