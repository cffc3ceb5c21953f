import { beforeEach, expect, test } from 'vitest'
import { openLinkedStage } from '../testing/linked-stage.ts'

const SOON_MS = 6_000

let stage: Awaited<ReturnType<typeof openLinkedStage>>
let phone: Awaited<ReturnType<(typeof stage)['enter']>>
beforeEach(async () => {
  stage = await openLinkedStage()
  stage.platform.add('41', { consents: { 'history.view': 'granted', 'marketing.message': 'denied' } })
  phone = await stage.enter('41')
})

const decide = (purpose: string, state: string) => phone.send('PUT', `/api/consents/${purpose}`, { state })
const atShop = () => stage.platform.people.get('41')?.consents
const waiting = () => stage.db.prepare<[], number>('select count(*) from consent_letters').pluck().get()
const later = () => stage.inTime(new Promise<void>((resolve) => stage.time.after(SOON_MS, resolve)))

test('[U9] an account begins with what was agreed to in the web shop, and the store hears of it', async () => {
  expect(stage.shop.customers.consents(phone.member.id)).toEqual(atShop())
  expect((await stage.changesSince()).of('customer').at(-1)?.value.consents).toEqual(atShop())
})

test('[U9] what is withdrawn on the phone is withdrawn at the shop as well, so that its older word does not come back', async () => {
  await decide('history.view', 'withdrawn')
  await later()
  expect(atShop()).toEqual({ 'history.view': 'withdrawn', 'marketing.message': 'denied' })
  expect(waiting()).toBe(0)
})

test('the last word waits for a shop that is out of reach, and goes once', async () => {
  stage.platform.state.mode = 'down'
  await decide('config.sync.store', 'granted')
  await later()
  await decide('config.sync.store', 'withdrawn')
  await later()
  expect(waiting()).toBe(1)
  stage.platform.state.mode = 'up'
  stage.platform.state.asked = []
  await later()
  await later()
  expect(atShop()).toMatchObject({ 'config.sync.store': 'withdrawn' })
  expect([stage.platform.state.asked, waiting()]).toEqual([['consents'], 0])
})

test('what is decided while the word is on its way is told as well', async () => {
  await decide('config.sync.store', 'granted')
  stage.platform.state.takes = (what) =>
    new Promise((resolve) => stage.time.after(what === 'consents' ? 1_000 : 0, resolve))
  stage.time.advance(5_000)
  await decide('config.sync.store', 'withdrawn')
  await later()
  await later()
  expect([atShop()?.['config.sync.store'], waiting()]).toEqual(['withdrawn', 0])
})

test('being forgotten by stores is told too; an account that is gone tells nothing', async () => {
  await phone.send('POST', '/api/forget-me', { confirm: true })
  await later()
  expect(atShop()).toMatchObject({ 'history.view': 'withdrawn', 'recog.kiosk': 'withdrawn' })
  await decide('history.view', 'granted')
  stage.shop.write(() => stage.shop.rights.eraseAccount(phone.member.id))
  await later()
  expect([atShop()?.['history.view'], waiting()]).toEqual(['withdrawn', 0])
})

test('a customer whom the shop no longer has keeps nobody else waiting', async () => {
  stage.platform.add('42')
  const other = await stage.enter('42')
  await decide('history.view', 'withdrawn')
  await other.send('PUT', '/api/consents/history.view', { state: 'granted' })
  stage.platform.people.delete('41')
  await later()
  expect([stage.platform.people.get('42')?.consents, waiting()]).toEqual([{ 'history.view': 'granted' }, 0])
})
