import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useNavigation } from '../stores/navigation.ts'
import { testHost, visitOf } from '../testing/host.ts'
import { useResumedVisit } from './use-resumed-visit.ts'

it('[E1] a page that opens in the middle of a visit is in it, and does not invite the next shopper', async () => {
  const host = testHost()
  const { app } = host
  host.push(visitOf(1))
  app.runWithContext(useResumedVisit)
  await nextTick()
  expect(app.runWithContext(useNavigation).view.kind).toBe('home')
})

it('a page that opens with nobody here invites, and a visit that begins later shows its own way', async () => {
  const host = testHost()
  const { app } = host
  app.runWithContext(useResumedVisit)
  await nextTick()
  host.push(visitOf(1))
  await nextTick()
  expect(app.runWithContext(useNavigation).view.kind).toBe('attract')
})

it('[RC1] a code held to the reader on the inviting screen brings up what it opened', async () => {
  const host = testHost()
  const { app } = host
  app.runWithContext(useResumedVisit)
  await nextTick()
  host.push(visitOf(1, { level: 'L1' }))
  const navigation = app.runWithContext(useNavigation)
  expect(navigation.view.kind).toBe('mine')
  navigation.back()
  expect(navigation.view.kind).toBe('home')
})

it('[RC1] a page that opens just after a code was read shows what the code opened', async () => {
  const host = testHost()
  const { app } = host
  host.push(visitOf(1, { level: 'L1' }))
  app.runWithContext(useResumedVisit)
  await nextTick()
  expect(app.runWithContext(useNavigation).view.kind).toBe('mine')
})
