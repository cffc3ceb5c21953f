import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { useDrafting } from '../stores/drafting.ts'
import { testHost } from '../testing/host.ts'

const quotes = (host: ReturnType<typeof testHost>) =>
  host.asked.filter((one) => one.name === 'configuration:quote').length

test('a date that was asked for with the store server away is asked for again when it is back', async () => {
  const host = testHost({ 'configuration:quote': () => 'unavailable' })
  host.push({ link: 'offline' })
  const drafting = useDrafting()
  drafting.open(mug, '내 머그', null)
  await host.pass(350)
  expect([quotes(host), drafting.quoting]).toEqual([1, false])
  host.push({ link: 'online' })
  expect(drafting.quoting).toBe(true)
  await host.pass(350)
  expect(quotes(host)).toBe(2)
})

test('what the kiosk said alone has no date, and is asked for again when the store server is back', async () => {
  const host = testHost({ 'configuration:quote': () => ({ promise: null }) })
  host.push({ link: 'offline' })
  const drafting = useDrafting()
  drafting.open(mug, '내 머그', null)
  await host.pass(350)
  expect([quotes(host), drafting.quoted?.promise]).toEqual([1, null])
  host.push({ link: 'online' })
  await host.pass(350)
  expect(quotes(host)).toBe(2)
})

test('without a configuration in hand nothing is asked for when the store server is back', async () => {
  const host = testHost()
  useDrafting()
  host.push({ link: 'offline' })
  host.push({ link: 'online' })
  await host.pass(350)
  expect(quotes(host)).toBe(0)
})
