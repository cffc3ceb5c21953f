import { expect, test } from 'vitest'
import { testHost, visitOf } from '../testing/host.ts'
import { useKiosk } from './kiosk.ts'

test('whatever is asked in a visit names its epoch', async () => {
  const host = testHost()
  const kiosk = useKiosk()
  host.push(visitOf(7))
  await kiosk.askInVisit('visit:end', {})
  expect(host.asked).toEqual([{ name: 'visit:end', input: { epoch: 7 } }])
})

test('a visit is begun where there is none, and waited for until it shows', async () => {
  const host = testHost({ 'visit:begin': () => void setTimeout(() => host.push(visitOf(1))) })
  const kiosk = useKiosk()
  expect(await kiosk.ensureVisit('ko')).toBe(true)
  expect(await kiosk.ensureVisit('ko')).toBe(true)
  expect(host.asked.filter((one) => one.name === 'visit:begin')).toHaveLength(1)
})

test('without the store server no visit begins, and a host that stays silent is not waited for forever', async () => {
  const gone = testHost({ 'visit:begin': () => 'unavailable' })
  expect(await useKiosk().ensureVisit('ko')).toBe(false)
  expect(gone.asked).toHaveLength(1)

  const silent = testHost()
  const began = useKiosk().ensureVisit('ko')
  await silent.pass(0)
  await silent.pass(4_000)
  expect(await began).toBe(false)
})

test('a bridge that breaks is an answer, not an exception', async () => {
  testHost({
    'visit:end': () => {
      throw new Error('the socket is closed')
    },
  })
  expect(await useKiosk().ask('visit:end', { epoch: 1 })).toEqual({ ok: false, error: { code: 'internal' } })
})

test('a countdown follows the clock of the host, whatever this machine thinks the time is', async () => {
  const host = testHost()
  const kiosk = useKiosk()
  host.push({ at: 5_000_000 })
  await host.pass(3_000)
  expect(kiosk.secondsUntil(5_020_000)).toBe(17)
})
