import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'

/** Carries the shop's messages to the store as the internet does: some never, some twice, some late and in another order. */
export interface HookRelay {
  readonly url: string
  /** Where the store listens; none before it is known. */
  aim(url: string): void
  /** Whether it misbehaves; a mended one carries each once, at once. */
  setTrouble(isTroubled: boolean): void
  readonly counts: { heard: number; lost: number; doubled: number; late: number; refused: number }
  close(): Promise<void>
}

const [LOST, DOUBLED, LATE, REFUSED] = [0.1, 0.15, 0.25, 0.05]
const LATE_MS = [100, 4_000] as const
const PATIENCE_MS = 5_000

export async function openHookRelay(random: Random): Promise<HookRelay> {
  const counts = { heard: 0, lost: 0, doubled: 0, late: 0, refused: 0 }
  let store: string | null = null
  let isTroubled = true
  const chance = (share: number, what: keyof typeof counts): boolean => {
    const is = isTroubled && random.chance(share)
    if (is) counts[what] += 1
    return is
  }
  const send = async (headers: Record<string, string>, body: Buffer): Promise<void> => {
    if (chance(LATE, 'late')) await pause(random.between(...LATE_MS))
    if (store === null) return
    // A store that is gone at that moment never hears of it.
    await fetch(store, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => null)
  }
  const server = createServer((asked, answer) => {
    void buffer(asked).then((body) => {
      counts.heard += 1
      if (chance(REFUSED, 'refused')) return void answer.writeHead(500).end()
      answer.writeHead(200).end()
      if (chance(LOST, 'lost')) return
      void send(headersOf(asked), body)
      if (chance(DOUBLED, 'doubled')) void send(headersOf(asked), body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of that kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks/shop`,
    counts,
    aim: (url) => void (store = url),
    setTrouble: (next) => void (isTroubled = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['content-type', 'x-webhook-id', 'x-webhook-signature']
  return Object.fromEntries(kept.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])))
}
