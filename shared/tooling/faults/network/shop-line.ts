import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'

/** What the line to a shop does to one request. The last three are done by the shop, and the store does not hear of it. */
const LINE_FAULTS = [
  'lose-request',
  'delay',
  'hang',
  'status-500',
  'status-503',
  'status-429',
  'lose-answer',
  'status-502-after',
  'cut-answer',
] as const
type LineFault = (typeof LINE_FAULTS)[number]

export interface ShopLine {
  readonly url: string
  /** Share of the requests that something is done to. */
  setTrouble(share: number, only?: LineFault): void
  /** How far the shop's clock is off, as whoever is behind the line sees it. Milliseconds. */
  setClockOffset(ms: number): void
  readonly done: ReadonlyMap<LineFault, number>
  close(): Promise<void>
}

const DELAY_MS = [200, 3_000] as const
/** Longer than anybody who asks a shop is patient. */
const HANG_MS = 15_000

/** An HTTP proxy in front of a shop that loses, delays, refuses and cuts, by chance. */
export async function openShopLine(to: string, random: Random): Promise<ShopLine> {
  const target = new URL(to)
  const done = new Map<LineFault, number>()
  const trouble = { share: 0, only: undefined as LineFault | undefined, offsetMs: 0 }
  const next = (): LineFault | null => {
    if (!random.chance(trouble.share)) return null
    const fault = trouble.only ?? random.pick(LINE_FAULTS)
    done.set(fault, (done.get(fault) ?? 0) + 1)
    return fault
  }
  const server = createServer((asked, answer) => {
    void carry({ asked, answer, target, fault: next(), random, offsetMs: trouble.offsetMs }).catch(() =>
      asked.socket.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of that kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    done,
    setTrouble(share, only) {
      trouble.share = share
      trouble.only = only
    },
    setClockOffset: (ms) => void (trouble.offsetMs = ms),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Carried {
  readonly asked: IncomingMessage
  readonly answer: ServerResponse
  readonly target: URL
  readonly fault: LineFault | null
  readonly random: Random
  readonly offsetMs: number
}

async function carry(carried: Carried): Promise<void> {
  const { asked, answer, fault, random, offsetMs } = carried
  const delayMs = random.between(...DELAY_MS)
  const body = await buffer(asked)
  if (fault === 'lose-request') return void asked.socket.destroy()
  if (fault === 'hang') {
    await pause(HANG_MS, undefined, { ref: false })
    return void asked.socket.destroy()
  }
  if (fault === 'delay') await pause(delayMs)
  if (fault === 'status-500' || fault === 'status-503') return refuse(answer, Number(fault.slice(-3)))
  if (fault === 'status-429') return refuse(answer, 429, { 'retry-after': '1' })
  const heard = await forward(carried, body)
  if (fault === 'lose-answer') return void asked.socket.destroy()
  if (fault === 'status-502-after') return refuse(answer, 502)
  answer.writeHead(heard.status, { ...heard.headers, ...shifted(heard.headers['date'], offsetMs) })
  if (fault !== 'cut-answer') return void answer.end(heard.body)
  answer.write(heard.body.subarray(0, Math.floor(heard.body.length / 2)), () => asked.socket.destroy())
}

function refuse(answer: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  answer.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<h1>It is not your day.</h1>')
}

interface Heard {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** Rejects where the shop is gone; whoever asked is then cut off as well. */
function forward({ target, asked, answer }: Carried, body: Buffer): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...headers } = asked.headers
    const to = { host: target.hostname, port: target.port, path: asked.url, method: asked.method }
    const sent = request({ ...to, headers }, (response) => {
      buffer(response).then((heard) => {
        const { 'transfer-encoding': _coding, connection: _again, ...kept } = response.headers
        resolve({
          status: response.statusCode ?? 502,
          headers: { ...kept, 'content-length': String(heard.length) },
          body: heard,
        })
      }, reject)
    })
    sent.on('error', reject)
    answer.on('close', () => sent.destroy())
    sent.end(body)
  })
}

function shifted(date: string | string[] | undefined, offsetMs: number): { date?: string } {
  return typeof date === 'string' ? { date: new Date(Date.parse(date) + offsetMs).toUTCString() } : {}
}
