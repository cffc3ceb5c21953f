import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import { expect, test } from 'vitest'
import { testHost } from '../testing/host.ts'
import { useScanning } from './scanning.ts'

type Scan = BridgeInput<'visit:scan'>
const code = makeRc1(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))

test('a text is presented once however often the camera sees it while it is checked', async () => {
  let answer: (value: unknown) => void = () => undefined
  const host = testHost({ 'visit:scan': () => new Promise((settle) => (answer = settle)) })
  const scanning = useScanning()
  const first = scanning.present('RM1.abc')
  await scanning.present('RM1.abc')
  expect(scanning.status).toBe('checking')
  answer({ openConfiguration: null })
  await first
  expect(host.asked.map((one) => one.name)).toEqual(['visit:scan'])
})

test('taking over means the code that the host read last, be it by camera or by scanner', async () => {
  const host = testHost({
    'visit:scan': (one: Scan) => (one.takeOver ? { openConfiguration: null } : 'another-person'),
  })
  const scanning = useScanning()
  await scanning.present('RM1.second')
  await scanning.takeOver()
  expect(host.asked.map((one) => one.input)).toEqual([
    { text: 'RM1.second', lang: 'ko', takeOver: false },
    { text: '', lang: 'ko', takeOver: true },
  ])
})

test('going back makes the host forget the code', async () => {
  const host = testHost({ 'visit:scan': () => 'another-person' })
  const scanning = useScanning()
  await scanning.present('RM1.second')
  await scanning.forget()
  expect(host.asked.map((one) => one.name)).toEqual(['visit:scan', 'visit:forget-scan'])
})

test('a typed code is sent in its one spelling, and what is no code at all is said so without asking', async () => {
  const host = testHost({ 'visit:scan': () => ({ openConfiguration: null }) })
  const scanning = useScanning()
  expect(await scanning.typed('HELLO')).toBe(false)
  expect(scanning.wrongCode).toBe(true)
  expect(host.asked).toEqual([])
  expect(await scanning.typed(`${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase())).toBe(true)
  expect(scanning.wrongCode).toBe(false)
  expect(host.asked[0]?.input).toMatchObject({ text: code })
})

test('what is too long to be a code never leaves the screen', async () => {
  const host = testHost()
  await useScanning().present('x'.repeat(5000))
  expect(host.asked).toEqual([])
})
