import type { ConfigurationId, PersonaId } from '@dangol/domain/ids/ids.ts'
import type { Brand } from '@dangol/domain/ids/ids.ts'
import { refuse } from '@dangol/domain/result/result.ts'
import type { TurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { createPinia, setActivePinia } from 'pinia'
import { createApp, effectScope } from 'vue'
import type { KeyStore, MemberKey } from '../member-code/key-store.ts'
import type { PageSight } from '../page-sight.ts'
import type { PasskeyPrompts } from '../passkeys/prompts.ts'
import { createShopClient } from '../shop-client.ts'
import type { ShopPages } from '../shop.ts'
import { SHOP_PAGES } from '../shop.ts'

export type Route = (body: unknown) => { status?: number; body: unknown }

/** The pages' world without a screen, its time and its visibility turned by hand. */
export interface ShopAtHand extends Pick<ShopPages, 'client' | 'keys'> {
  /** What the shop was asked, in order. */
  readonly asked: string[]
  readonly time: TurnedTime
  /** The shopper locks the phone or looks at it again. */
  readonly look: (visible: boolean) => void
  /** Runs a composable as a page would, until the page is left. */
  use<T>(composable: () => T): T
  leave(): void
  /** The line goes: the shop answers nothing more. */
  unplug(): void
  close(): void
}

/** A real HTTP server that answers as a test says (a route may say ':id' for any id), and the pages' world around it. */
export async function shopAtHand(
  routes: Record<string, Route>,
  passkeys: PasskeyPrompts = NO_PASSKEYS,
): Promise<ShopAtHand> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = `${request.method ?? ''} ${request.url ?? ''}`
    asked.push(name)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = (routes[name] ?? routes[name.replace(ID, ':id')])?.(bodyOf(request, Buffer.concat(chunks))) ?? {
        status: 404,
        body: { code: 'not-found' },
      }
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
  })
  const port = await listen(server)
  const here: typeof fetch = (path, init) => fetch(`http://127.0.0.1:${port}${path as string}`, init)
  const app = createApp({})
  const pinia = createPinia()
  const time = createTurnedTime(NOW_MS)
  const { sight, look } = turnedSight()
  const client = createShopClient(here)
  const keys = memoryKeys()
  const ids = { next: <B extends Brand<string>>() => nextId() as B }
  app.provide(SHOP_PAGES, { client, keys, clock: time, timers: time, ids, sight, shrink: copyOf, passkeys })
  app.use(pinia)
  setActivePinia(pinia)
  const page = effectScope()
  return {
    client,
    keys,
    asked,
    time,
    look,
    // A scope that is left runs nothing; a test that does so has a mistake in it.
    use: (composable) => page.run(() => app.runWithContext(composable)) as ReturnType<typeof composable>,
    leave: () => page.stop(),
    unplug() {
      server.close()
      server.closeAllConnections()
    },
    close() {
      page.stop()
      server.close()
    },
  }
}

/** JSON as what it says, a file as its bytes. */
function bodyOf({ headers }: IncomingMessage, bytes: Buffer): unknown {
  if (bytes.length === 0) return null
  return headers['content-type'] === 'application/json' ? JSON.parse(bytes.toString()) : bytes
}

/** A phone whose owner closes every prompt. */
const NO_PASSKEYS: PasskeyPrompts = {
  where: () => 'ready',
  byName: () => null,
  deviceName: 'Phone',
  make: () => Promise.resolve(refuse('dismissed')),
  use: () => Promise.resolve(refuse('dismissed')),
}

const NOW_MS = 1_800_000_000_000
export const CONFIGURATION = '01930000-0000-7000-8000-000000000001' as ConfigurationId
const PERSONA = '01930000-0000-7000-8000-0000000000aa' as PersonaId

/** A copy that a browser would draw; a file that begins with nothing cannot be read. */
const copyOf = async (file: Blob): Promise<string | null> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return bytes[0] === 0 ? null : `data:${file.type};base64,${btoa(String(bytes.length))}`
}

/** What the shop says of one signed-in shopper. */
export const ME = {
  name: '김민지',
  number: '1001',
  lang: 'ko',
  personas: [{ id: PERSONA, name: '나', kind: 'self' }],
  consents: { 'recog.kiosk': 'granted' },
  storesKnowMe: true,
  tenantTag: '0123456789abcdef',
  credentials: [],
  now: NOW_MS + 5_000,
}

const ID = /[0-9a-f-]{36}/
let made = 0
const nextId = () => `01930000-0000-7000-9000-${String(++made).padStart(12, '0')}`

function turnedSight(): { sight: PageSight; look: (visible: boolean) => void } {
  const listeners = new Set<() => void>()
  let seen = true
  return {
    sight: {
      isVisible: () => seen,
      onChange(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    look(visible) {
      seen = visible
      for (const listener of listeners) listener()
    },
  }
}

function memoryKeys(): KeyStore {
  const keys = new Map<string, MemberKey>()
  return {
    load: (number) => Promise.resolve(keys.get(number) ?? null),
    save: (number, key) => Promise.resolve(void keys.set(number, key)),
    remove: (number) => Promise.resolve(void keys.delete(number)),
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
}
