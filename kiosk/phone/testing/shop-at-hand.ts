import type { ConfigurationId, PersonaId } from '@dangol/domain/ids/ids.ts'
import type { Brand } from '@dangol/domain/ids/ids.ts'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createPinia, setActivePinia } from 'pinia'
import { createApp } from 'vue'
import type { KeyStore, MemberKey } from '../member-code/key-store.ts'
import { createShopClient } from '../shop-client.ts'
import { SHOP_PAGES } from '../shop.ts'

export type Route = (body: unknown) => { status?: number; body: unknown }

/** A real HTTP server that answers as a test says, and the pages' world around it. */
export async function shopAtHand(routes: Record<string, Route>): Promise<{ asked: string[]; close(): void }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = `${request.method ?? ''} ${request.url ?? ''}`
    asked.push(name)
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const answer = routes[name]?.(text === '' ? null : JSON.parse(text)) ?? {
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
  app.provide(SHOP_PAGES, {
    client: createShopClient(here),
    keys: memoryKeys(),
    clock: { nowMs: () => NOW_MS },
    timers: { after: () => () => undefined, every: () => () => undefined },
    ids: { next: <B extends Brand<string>>() => nextId() as B },
  })
  app.use(pinia)
  setActivePinia(pinia)
  return { asked, close: () => void server.close() }
}

export const NOW_MS = 1_800_000_000_000
export const CONFIGURATION = '01930000-0000-7000-8000-000000000001' as ConfigurationId
export const PERSONA = '01930000-0000-7000-8000-0000000000aa' as PersonaId

/** What the shop says of one signed-in shopper. */
export const ME = {
  name: '김민지',
  number: '1001',
  lang: 'ko',
  personas: [{ id: PERSONA, name: '나', kind: 'self' }],
  consents: { 'recog.kiosk': 'granted' },
  tenantTag: '0123456789abcdef',
  credentials: [],
  now: NOW_MS + 5_000,
}

let made = 0
const nextId = () => `01930000-0000-7000-8000-${String(++made).padStart(12, '0')}`

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
