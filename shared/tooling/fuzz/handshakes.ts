import { connect } from 'node:net'
import type { Random } from '@dangol/domain/chance/random.ts'
import { HandshakeSchema } from '@dangol/protocol/handshake.ts'
import { z } from 'zod'
import { open } from './events.ts'
import type { EventsDeps } from './events.ts'
import { likely, nasty } from './values.ts'
import type { Schema } from './values.ts'

const schema = z.toJSONSchema(HandshakeSchema, { io: 'input' }) as Schema
const PATIENCE_MS = 5_000

/** Knocks with handshakes that are nearly good; whoever comes in without the house's key is a finding. */
export async function knock({ site, random, known, findings, isOver }: EventsDeps): Promise<void> {
  while (!isOver()) {
    const auth = random.chance(0.8) ? likely(schema, random, known) : nasty(random)
    // Socket.IO's client takes an object; anything else is thrown by `rawFrames`.
    const socket = await open(site.store, typeof auth === 'object' && auth !== null ? auth : { auth })
    findings.count('handshake', socket === null ? 'refused' : 'let in')
    if (socket !== null) findings.add('a stranger was let in', auth)
    socket?.close()
  }
}

/** Bytes at the port that are HTTP only at first sight, and frames that are Socket.IO's only at first sight. */
export async function rawFrames({ site, random, findings, isOver }: EventsDeps): Promise<void> {
  const { port, host } = new URL(site.store)
  while (!isOver()) {
    const sent = random.chance(0.5)
      ? upgraded(host, random)
      : Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256)))
    const ended = await thrown(Number(port), sent)
    findings.count('bytes', ended)
  }
}

function upgraded(host: string, random: Random): Buffer {
  const head = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ]
  const text = random.pick([
    '40',
    '40{"token":1}',
    '42["visits:begin"]',
    '451-["x",{"_placeholder":true,"num":0}]',
    '2',
    'b',
    '4'.repeat(900),
    '40/other,',
  ])
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), frame(Buffer.from(text), random)])
}

/** A masked text frame; now and then one that breaks the rules of frames. */
function frame(payload: Buffer, random: Random): Buffer {
  const opcode = random.chance(0.8) ? 0x81 : random.below(256)
  const mask = Buffer.from([1, 2, 3, 4])
  const length =
    payload.length < 126
      ? Buffer.from([0x80 | payload.length])
      : Buffer.from([0xfe, payload.length >> 8, payload.length & 255])
  const masked = Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)))
  return Buffer.concat([Buffer.from([opcode]), length, mask, masked])
}

function thrown(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const done = (how: string) => () => {
      socket.destroy()
      resolve(how)
    }
    socket.setTimeout(200, done('kept waiting'))
    socket.on('data', () => undefined)
    socket.on('close', done('closed'))
    socket.on('error', done('closed'))
    setTimeout(done('kept waiting'), PATIENCE_MS).unref()
  })
}
