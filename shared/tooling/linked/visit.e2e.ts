import { minji } from '@dangol/server/shop/demo/people/minji.ts'
import { runner } from '@dangol/server/shop/demo/families/runner/model.ts'
import { saved } from '@dangol/server/shop/demo/people/saved.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  changeAndOrder,
  finish,
  holdToCamera,
  openMemberCode,
  openOffice,
  showToKiosk,
  SOON_MS,
  startShift,
  storeHasCaughtUp,
} from '../e2e/shopper.ts'
import { picture } from '../e2e/stage.ts'
import { familySku } from '../vendure/seed/catalogue.ts'
import { hasMirrored } from './has-mirrored.sql.ts'
import { openLinkedStage } from './open-linked-stage.ts'
import type { LinkedStage } from './open-linked-stage.ts'

const NAME = '비 오는 날 러너'
let linked: LinkedStage
let pages: Record<string, Page> = {}

beforeEach(async () => {
  linked = await openLinkedStage()
}, 240_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(pages)
  await linked.close()
})

test('[U1] [U5] who ordered and saved in Vendure is recognised, orders at the kiosk, and the order is in their history there: once, paid, with the configuration', async () => {
  const { stage, vendure } = linked
  const before = await orderAndSaveOnline()
  const [phone, kiosk, tablet] = await Promise.all([stage.page('phone'), stage.page('kiosk'), stage.page('tablet')])
  pages = { phone, kiosk, tablet }

  await signInByMail(phone)
  await phone.getByText(NAME).first().waitFor({ timeout: SOON_MS })
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  await startShift(tablet, '서연')
  await holdToCamera(stage, phone)
  await showToKiosk(kiosk)
  await tablet.getByText('김*지', { exact: true }).first().waitFor({ timeout: SOON_MS })

  const number = await changeAndOrder(kiosk, { name: NAME, change: /^푹신한 플러시/ })
  // The order is there before it is paid.
  const paid = async () => (await ordersFromStore()).map(({ payments }) => payments.map(({ state }) => state))
  await expect.poll(paid, { timeout: 60_000 }).toEqual([['Settled']])
  const [order] = await ordersFromStore()
  expect(order?.code).not.toBe(before.code)
  expect(order?.customer?.emailAddress).toBe(minji.email)
  expect(order?.payments.map(({ state, amount }) => [state, amount])).toEqual([['Settled', order?.totalWithTax]])
  expect(order?.lines).toHaveLength(1)
  const [line] = order?.lines ?? []
  expect(line?.productVariant.sku).toBe(familySku(runner.id))
  const document = JSON.parse(line?.customFields.configuration ?? 'null') as ConfigurationDraft
  expect(document).toMatchObject({ id: line?.customFields.configurationId, familyId: runner.id, name: NAME })
  expect(Object.values(document.choices)).toContain('plush')
  expect(line?.customFields.configurationText).toContain('플러시')

  const office = await stage.page('office')
  pages = { ...pages, office }
  await openOffice(office, 'orders')
  await office.getByText(number).first().waitFor({ timeout: SOON_MS })
  // Vendure's own number stands beside the store's once the shop has the order.
  await expect.poll(() => office.getByText(order?.code ?? '').count(), { timeout: SOON_MS }).toBeGreaterThan(0)
  await phone.getByRole('button', { name: '주문', exact: true }).click()
  await phone
    .getByText(order?.code ?? '')
    .first()
    .waitFor({ timeout: SOON_MS })
  await finish(kiosk)
  // Sent once: what the shop has a while later is what it had.
  expect(await ordersFromStore()).toHaveLength(1)
  expect(await drafts(vendure)).toBe(0)
})

test('[U6] while Vendure is down the store recognises and sells; when it is back the order is there, once', async () => {
  const { stage, vendure } = linked
  await orderAndSaveOnline()
  const [phone, kiosk] = await Promise.all([stage.page('phone'), stage.page('kiosk')])
  pages = { phone, kiosk }
  await signInByMail(phone)
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  await holdToCamera(stage, phone)
  // The mirror has to have what was saved a moment ago before the shop goes.
  await expect.poll(() => hasMirrored(stage.dataFolder, NAME), { timeout: 60_000 }).toBe(true)
  await vendure.kill()

  await showToKiosk(kiosk)
  await changeAndOrder(kiosk, { name: NAME, change: /^푹신한 플러시/ })
  await finish(kiosk)
  await vendure.restart()
  await expect.poll(() => ordersFromStore(), { timeout: 90_000 }).toHaveLength(1)
})

/** As the web shop's customer: an order in the past, and a configuration saved for later. */
async function orderAndSaveOnline(): Promise<{ code: string }> {
  const { vendure } = linked
  const shopper = await vendure.signIn(minji.email)
  const wish = saved(
    runner,
    { upper: 'mesh', size: '240' },
    { key: 'rain', name: NAME, persona: null, secret: false, origin: 'online', savedDaysAgo: 0 },
  )
  const draft: ConfigurationDraft = {
    id: '01950000-0000-7000-8000-0000000000aa' as ConfigurationDraft['id'],
    familyId: runner.id,
    modelVersion: runner.version,
    revision: 0,
    ...{ name: NAME, personaId: null, secret: false, choices: wish.choices },
  }
  await shopper.save(draft, 1, Date.parse('2026-11-20T09:00:00Z'))
  return shopper.order('delivery')
}

/** Signs in on the phone by the e-mail address of the account at Vendure. */
async function signInByMail(phone: Page): Promise<void> {
  await phone.getByLabel('온라인몰 이메일').fill(minji.email)
  await phone.getByRole('button', { name: '인증번호 받기' }).click()
  await phone.getByLabel('인증번호 6자리').fill(await linked.codeFor(minji.email))
  await phone.getByRole('button', { name: '로그인', exact: true }).click()
  await phone.getByRole('heading', { name: `${minji.name} 님의 구성` }).waitFor({ timeout: SOON_MS })
}

interface VendureOrder {
  readonly code: string
  readonly totalWithTax: number
  readonly customer: { readonly emailAddress: string } | null
  readonly payments: readonly { readonly state: string; readonly amount: number }[]
  readonly lines: readonly {
    readonly productVariant: { readonly sku: string }
    readonly customFields: {
      readonly configurationId: string
      readonly configuration: string
      readonly configurationText: string
    }
  }[]
}

/** The customer's own orders at Vendure that a store placed, by Vendure's API. */
async function ordersFromStore(): Promise<readonly VendureOrder[]> {
  const { customers } = await linked.vendure.admin<{
    customers: { items: { orders: { items: (VendureOrder & { customFields: { externalRef: string | null } })[] } }[] }
  }>(
    `query($email: String!) { customers(options: { filter: { emailAddress: { eq: $email } } }) { items {
      orders(options: { take: 100 }) { items { code totalWithTax customer { emailAddress } customFields { externalRef }
        payments { state amount }
        lines { productVariant { sku } customFields { configurationId configuration configurationText } } } } } } }`,
    { email: minji.email },
  )
  return (customers.items[0]?.orders.items ?? []).filter(({ customFields }) => customFields.externalRef !== null)
}

async function drafts({ admin }: LinkedStage['vendure']): Promise<number> {
  const { orders } = await admin<{ orders: { totalItems: number } }>(
    '{ orders(options: { filter: { state: { eq: "Draft" } } }) { totalItems } }',
  )
  return orders.totalItems
}
