import { setTimeout as pause } from 'node:timers/promises'
import type { CatchUp } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { sharedNowMs } from './own-figures.ts'
import { connectRaw } from './raw-ws.ts'
import { connectThin } from './thin-socket.ts'
import type { ThinSocket } from './thin-socket.ts'
import { serveParent } from './worker.ts'

/** Many tablets in one process: they connect, follow the floor, fall away and come back all at once. */
export type CrowdAt =
  | { readonly kind: 'store'; readonly url: string; readonly token: string; readonly sessions: readonly string[] }
  | { readonly kind: 'socket.io' | 'raw'; readonly url: string }

export interface Cursor {
  readonly epoch: string
  readonly seq: number
}
/** What a device got that came back. */
export interface Return {
  readonly connectedMs: number
  readonly caughtUpMs: number
  /** Entries between its cursor and `upTo`, and the sum of their numbers: whoever has both right has exactly those. */
  readonly rows: number
  readonly seqs: number
  /** True when it was sent the whole state instead. */
  readonly snapshot: boolean
  readonly faults: readonly string[]
}

const AT_ONCE = 50
const PAUSE_AFTER_REFUSAL_MS = 200
/** What goes wrong so often does not come right. */
const FAULTS_MAX = 50
let devices: { close(): void; ask?: ThinSocket['ask'] }[] = []
let observer: ThinSocket | null = null
let heard = 0
let bytes = 0

serveParent({
  async connect({ at, count, from }: { at: CrowdAt; count: number; from: number }) {
    for (let first = 0; first < count; first += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => connect(at, from + first + i))
      devices.push(...(await Promise.all(some)))
    }
  },
  /** After all are there: who follows the floor hears of everyone who comes. */
  async follow({ at }: { at: CrowdAt }) {
    for (let first = 0; first < devices.length; first += AT_ONCE) {
      await Promise.all(devices.slice(first, first + AT_ONCE).map((device) => follow(at, device)))
    }
    heard = 0
  },
  heard: () => ({ heard, bytes }),
  /** Where the floor's history ends, as somebody sees who is always there. */
  async look({ at }: { at: CrowdAt }): Promise<Cursor> {
    observer ??= await connectThin(at.url, authOf(at, 0), () => undefined)
    const answer = await observer.ask<Answer>('sync:subscribe', { topic: 'floor', cursor: null })
    if (!answer.ok) throw new Error(`the floor was refused: ${answer.error.code}`)
    return { epoch: answer.value.epoch, seq: answer.value.head }
  },
  /** All connect in the same instant and catch up from the same cursor. */
  comeBack: ({
    at,
    count,
    from,
    since,
    upTo,
  }: {
    at: CrowdAt
    count: number
    from: number
    since: Cursor
    upTo: number
  }) => Promise.all(Array.from({ length: count }, (_, i) => comeBack(at, from + i, since, upTo))),
  leave() {
    for (const device of devices) device.close()
    devices = []
  },
})

/** Looks for the entries of a live message without reading it: thousands come, and the server is what is measured. */
const hear = (text: string): void => {
  if (!text.startsWith('42["log:appended"')) return
  heard += text.split('"prev":').length - 1
  bytes = text.length
}

const authOf = (at: CrowdAt, n: number): unknown =>
  at.kind === 'store'
    ? {
        ...{ protocol: PROTOCOL_VERSION, device: { id: `tablet-${n}`, kind: 'tablet' }, token: at.token },
        session: at.sessions[n],
      }
    : {}

async function connect(at: CrowdAt, n: number): Promise<{ close(): void; ask?: ThinSocket['ask'] }> {
  if (at.kind !== 'raw') return connectThin(at.url, authOf(at, n), hear)
  const socket = connectRaw(at.url)
  socket.on('message', () => heard++)
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return { close: () => socket.terminate() }
}

async function follow(at: CrowdAt, device: { ask?: ThinSocket['ask'] }): Promise<void> {
  if (at.kind === 'socket.io') await device.ask?.('follow')
  if (at.kind !== 'store') return
  const answer = await device.ask?.<{ ok: boolean }>('sync:subscribe', { topic: 'floor', cursor: null })
  if (answer?.ok !== true) throw new Error('the floor was refused')
}

type Answer = { ok: true; value: CatchUp } | { ok: false; error: { code: string } }

async function comeBack(at: CrowdAt, n: number, since: Cursor, upTo: number): Promise<Return> {
  const startedAt = sharedNowMs()
  const back: Back = { cursor: since, rows: 0, seqs: 0, snapshot: false, connectedMs: 0, faults: [] }
  while (!(await catchUp(at, n + 1, upTo, back, startedAt))) {
    if (back.faults.length >= FAULTS_MAX) break
    await pause(PAUSE_AFTER_REFUSAL_MS)
  }
  const { cursor: _, ...rest } = back
  return { ...rest, caughtUpMs: sharedNowMs() - startedAt }
}

type Back = { -readonly [K in keyof Omit<Return, 'caughtUpMs' | 'faults'>]: Return[K] } & {
  cursor: Cursor
  readonly faults: string[]
}

/** One connection's worth of catching up. True when the head is reached; false to try again from where it got to. */
async function catchUp(at: CrowdAt, n: number, upTo: number, back: Back, startedAt: number): Promise<boolean> {
  try {
    const device = await connectThin(at.url, authOf(at, n), hear)
    devices.push(device)
    back.connectedMs ||= sharedNowMs() - startedAt
    for (;;) {
      const answer = await device.ask<Answer>('sync:subscribe', { topic: 'floor', cursor: back.cursor })
      if (!answer.ok) throw new Error(answer.error.code)
      if (take(answer.value, upTo, back)) return true
      if (back.faults.length >= FAULTS_MAX) return false
    }
  } catch (error) {
    back.faults.push(error instanceof Error ? error.message : 'unknown')
    return false
  }
}

function take(caught: CatchUp, upTo: number, back: Back): boolean {
  if (caught.kind === 'snapshot') {
    if (caught.head < upTo) back.faults.push('a snapshot of the past')
    back.snapshot = true
    return true
  }
  if (caught.after.seq !== back.cursor.seq) back.faults.push('starts elsewhere')
  for (const { seq, prev } of caught.entries) {
    if (prev > back.cursor.seq) back.faults.push(`gap before ${seq}`)
    back.cursor = { epoch: caught.epoch, seq }
    if (seq > upTo) continue
    back.rows++
    back.seqs += seq
  }
  back.cursor = { epoch: caught.epoch, seq: back.cursor.seq }
  if (back.cursor.seq >= caught.head) return true
  if (caught.entries.length === 0) back.faults.push('nothing came')
  return false
}
