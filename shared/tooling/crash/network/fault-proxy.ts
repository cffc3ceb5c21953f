import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/**
 * A line that misbehaves as lines in a shop do. 'up' carries; 'cut' breaks every connection and refuses new ones; 'deaf' and
 * 'dumb' keep connections open and swallow what goes to the store, or comes from it; 'black-hole' swallows both; 'slow'
 * carries everything late and little at a time.
 */
export type FaultyLine = 'up' | 'cut' | 'deaf' | 'dumb' | 'black-hole' | 'slow'

/** A radio at the edge of its reach. Milliseconds, and bytes per such time. */
const SLOW_EVERY_MS = 40
const SLOW_BYTES = 2_048

export interface FaultProxy {
  readonly port: number
  set(state: FaultyLine): void
  close(): Promise<void>
}

/** Carries `127.0.0.1:port` to `127.0.0.1:toPort`; port 0 takes a free one. */
export async function openFaultProxy(o: { toPort: number; port?: number }): Promise<FaultProxy> {
  const open = new Set<Socket>()
  let state: FaultyLine = 'up'
  const server = createServer((near) => {
    if (state === 'cut') return void near.resetAndDestroy()
    const far = connect(o.toPort, '127.0.0.1')
    carry(near, far, () => carriage(state, 'there'))
    carry(far, near, () => carriage(state, 'back'))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(o.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    set(next) {
      // A connection from which bytes were swallowed can only die: TCP never delivers around a hole.
      const isBroken = next === 'cut' || (isSwallowing(state) && !isSwallowing(next))
      state = next
      if (isBroken) for (const socket of open) socket.resetAndDestroy()
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

type Carriage = 'at-once' | 'late' | 'never'

const isSwallowing = (state: FaultyLine): boolean => state === 'deaf' || state === 'dumb' || state === 'black-hole'

function carriage(state: FaultyLine, way: 'there' | 'back'): Carriage {
  if (state === 'black-hole' || state === (way === 'there' ? 'deaf' : 'dumb')) return 'never'
  return state === 'slow' ? 'late' : 'at-once'
}

/** One way of one connection; bytes stay in their order whatever the line does in between. */
function carry(from: Socket, to: Socket, how: () => Carriage): void {
  let waiting = Buffer.alloc(0)
  let timer: NodeJS.Timeout | null = null
  let isOver = false
  const drain = (): void => {
    timer = null
    const isLate = how() === 'late'
    const part = isLate ? waiting.subarray(0, SLOW_BYTES) : waiting
    waiting = waiting.subarray(part.length)
    if (!to.destroyed && part.length > 0) to.write(part)
    if (waiting.length > 0) timer = setTimeout(drain, SLOW_EVERY_MS)
    else if (isOver) to.end()
  }
  from.on('data', (bytes: Buffer) => {
    const way = how()
    if (way === 'never') return
    if (way === 'at-once' && timer === null) return void to.write(bytes)
    waiting = Buffer.concat([waiting, bytes])
    timer ??= setTimeout(drain, SLOW_EVERY_MS)
  })
  from.on('end', () => {
    isOver = true
    if (timer === null) to.end()
  })
}
