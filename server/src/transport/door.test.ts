import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { connect as connectSecurely, createServer as createSecureServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../platform/system-clock.ts'
import { systemRandom } from '../platform/system-ids.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { makeAuthority, makeLeaf } from '../tls/certificates.ts'
import { createAddressRate } from './address-rate.ts'
import { createDoor } from './door.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** A server of this machine behind a door that two connections may be open at, and so many made at once. */
async function open(server: Server, atOnce = 100) {
  const time = createManualTime()
  const turnedAway: string[] = []
  const mayConnect = createAddressRate(time.steady, { atOnce, perSecond: 1 })
  const door = createDoor({ mayConnect, openMax: 2, onTooOften: (address) => void turnedAway.push(address) })
  door.watch(server).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => (door.cutAll(), server.close()))
  const { port } = server.address() as AddressInfo
  return { time, door, turnedAway, port, come: () => follow(connect({ port, host: '127.0.0.1' })) }
}

/** A visitor: whether the server greeted it or cut it, and when it is gone. */
function follow(socket: Socket) {
  socket.on('error', () => undefined)
  const gone = new Promise<'cut'>((resolve) => socket.once('close', () => resolve('cut')))
  const greeted = new Promise<'let in'>((resolve) => socket.once('data', () => resolve('let in')))
  return { socket, gone, fate: Promise.race([greeted, gone]) }
}
const greeter = () => createServer((socket) => void socket.on('error', () => undefined).write('welcome'))

test('[A12] one address has no more than its share of connections open; one that closes makes room', async () => {
  const server = greeter()
  const { come, turnedAway } = await open(server)
  const [first, second, third] = [come(), come(), come()]
  expect(await Promise.all([first.fate, second.fate, third.fate])).toEqual(['let in', 'let in', 'cut'])
  expect(turnedAway).toEqual(['127.0.0.1'])
  const isFree = roomAgain(server, 1)
  first.socket.destroy()
  await isFree
  expect(await come().fate).toBe('let in')
})

test('[A12] who connects again and again waits, however quickly each connection is closed', async () => {
  const server = greeter()
  const { come, time } = await open(server, 3)
  const fates: string[] = []
  for (let at = 0; at < 4; at++) {
    const visitor = come()
    fates.push(await visitor.fate)
    visitor.socket.destroy()
    await roomAgain(server, 0)
  }
  expect(fates).toEqual(['let in', 'let in', 'let in', 'cut'])
  time.advance(1_000)
  expect(await come().fate).toBe('let in')
})

test('[A12] over TLS nothing of a handshake is done for whoever is turned away, and the server goes on', async () => {
  const making = { nowMs: systemClock.nowMs(), random: systemRandom, days: 1 }
  const localhost = { names: ['localhost'], addresses: ['127.0.0.1'] }
  const ca = await makeAuthority('A store', localhost, making)
  const server = createSecureServer(await makeLeaf(ca, localhost, making), (socket) => void socket.write('welcome'))
  const { come, port } = await open(server)
  const comeSecurely = () => follow(connectSecurely({ port, host: '127.0.0.1', ca: ca.cert }))
  const [silent, spoken] = [come(), comeSecurely()]
  expect(await spoken.fate).toBe('let in')
  expect(await comeSecurely().fate).toBe('cut')
  const isFree = roomAgain(server, 1)
  silent.socket.destroy()
  await isFree
  expect(await comeSecurely().fate).toBe('let in')
})

test('cuts all that is open, and forgets it', async () => {
  const server = greeter()
  const { come, door } = await open(server)
  const visitors = [come(), come()]
  await Promise.all(visitors.map(({ fate }) => fate))
  door.cutAll()
  await Promise.all(visitors.map(({ gone }) => gone))
  expect(await come().fate).toBe('let in')
})

/** Resolves when the server has no more than so many connections open. */
async function roomAgain(server: Server, most: number): Promise<void> {
  const count = () =>
    new Promise<number>((resolve, reject) =>
      server.getConnections((error, open) => (error ? reject(error) : resolve(open))),
    )
  while ((await count()) > most) await new Promise((resolve) => setImmediate(resolve))
}
