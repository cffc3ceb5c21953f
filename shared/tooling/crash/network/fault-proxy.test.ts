import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFaultProxy } from './fault-proxy.ts'
import type { FaultProxy } from './fault-proxy.ts'

let echo: Server
let proxy: FaultProxy
let heardByEcho: string

beforeEach(async () => {
  heardByEcho = ''
  echo = createServer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      heardByEcho += bytes.toString()
      socket.write(bytes)
    })
    // Cut lines are what this is about.
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve))
  const address = echo.address()
  proxy = await openFaultProxy({ toPort: typeof address === 'object' && address !== null ? address.port : 0 })
})
afterEach(async () => {
  await proxy.close()
  await new Promise((resolve) => echo.close(resolve))
})

interface Line {
  readonly socket: Socket
  readonly heard: () => string
  readonly isOver: () => boolean
}

async function open(): Promise<Line> {
  const socket = connect(proxy.port, '127.0.0.1')
  let heard = ''
  let over = false
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString()))
  socket.on('error', () => undefined)
  socket.on('close', () => (over = true))
  await Promise.race([new Promise((resolve) => socket.once('connect', resolve)), pause(500)])
  return { socket, heard: () => heard, isOver: () => over }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !holds(); tries++) await pause(10)
  expect(holds()).toBe(true)
}

test('carries both ways, and breaks what is open when it is cut', async () => {
  const line = await open()
  line.socket.write('hello')
  await until(() => line.heard() === 'hello')
  proxy.set('cut')
  await until(line.isOver)
  const refused = await open()
  await until(refused.isOver)
})

test('a dumb line takes what is said and brings nothing back; it is dead once it works again', async () => {
  const line = await open()
  proxy.set('dumb')
  line.socket.write('hello')
  await until(() => heardByEcho === 'hello')
  await pause(100)
  expect(line.heard()).toBe('')
  expect(line.isOver()).toBe(false)
  proxy.set('up')
  await until(line.isOver)
})

test('a deaf line brings nothing to the other end', async () => {
  const line = await open()
  proxy.set('deaf')
  line.socket.write('hello')
  await pause(150)
  expect(heardByEcho).toBe('')
})

test('a slow line brings everything, in order, late', async () => {
  const line = await open()
  proxy.set('slow')
  const said = Array.from({ length: 2_000 }, (_, n) => `${n} `).join('')
  line.socket.write(said)
  await pause(60)
  expect(line.heard().length).toBeLessThan(said.length)
  proxy.set('up')
  await until(() => line.heard() === said)
})
