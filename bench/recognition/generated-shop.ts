import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { systemClock } from '@dangol/client/system-clock.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange, ShopPage } from '@dangol/protocol/shop.ts'
import { DEFAULT_STORE } from '@dangol/server/src/features/stores/default-store.ts'
import { pageDigest } from '@dangol/server/src/platform/page-digest.ts'
import { forStore, sealedCredential, sealedHead } from '@dangol/server/src/testing/shop-seals.ts'

/** A member whose phone this benchmark plays. */
export interface PlayedMember {
  readonly customerId: CustomerId
  readonly credId: string
  readonly privateKey: KeyObject
}

interface Size {
  readonly members: number
  readonly lines: number
  /** Members who are scanned; only they get real keys, spread over the whole population. */
  readonly played: number
  readonly seed: number
}

const PAGE = 500
const STORE_ID = DEFAULT_STORE.id
/** The seeded history: the moment before which all orders were placed. */
const UNTIL_MS = Date.UTC(2026, 10, 1)
const LINES_PER_ORDER = 2
const ORDERS_OF_A_REGULAR = 20
const NAMES = ['김민지', '이서준', '박하윤', '최도윤', 'Emma Stone', '정시우', 'Luca Rossi', '한지아'] as const

/** An online shop of generated members and orders, served over HTTP in the contract's own pages; nothing of it is real. */
export function openGeneratedShop(size: Size): {
  played: readonly PlayedMember[]
  listen(): Promise<number>
  close(): void
} {
  const every = Math.max(1, Math.floor(size.members / size.played))
  const played: PlayedMember[] = []
  const publicKeys = new Map<number, string>()
  for (let index = 0; index < size.members && played.length < size.played; index += every) {
    const pair = generateKeyPairSync('ed25519')
    publicKeys.set(index, pair.publicKey.export({ format: 'jwk' }).x ?? '')
    played.push({
      customerId: customerId(size.seed, index),
      credId: credId(size.seed, index),
      privateKey: pair.privateKey,
    })
  }
  const orders = Math.floor(size.lines / LINES_PER_ORDER)
  /** The members who are scanned are regulars with a full page of orders; the rest spread over everybody. */
  const ownerOf = (order: number): number =>
    order < played.length * ORDERS_OF_A_REGULAR ? (order % played.length) * every : (order * 7919) % size.members
  const count = size.members * 2 + orders

  function change(at: number): ShopChange {
    if (at < size.members) return customer(size.seed, at)
    if (at < size.members * 2) return credential(size.seed, at - size.members, publicKeys.get(at - size.members))
    return order(size.seed, at - size.members * 2, ownerOf(at - size.members * 2))
  }
  function page(cursor: string, nonce: string): ShopPage {
    const from = Math.max(0, Number(cursor) || 0)
    const to = Math.min(count, from + PAGE)
    const changes = Array.from({ length: to - from }, (_, offset) => forStore(change(from + offset), STORE_ID))
    const digest = pageDigest(changes.map((one) => JSON.stringify(one)))
    const [now, next] = [systemClock.nowMs(), String(to)]
    const said = { storeId: STORE_ID, nonce, from: cursor, cursor: next, digest, head: count, version: 0, at: now }
    return { changes, cursor: next, more: to < count, now, seal: sealedHead(said) }
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop')
    const asked = (name: string) => url.searchParams.get(name) ?? ''
    const body = url.pathname === '/store/v1/changes' ? page(asked('cursor'), asked('nonce')) : {}
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })
  return { played, listen: () => listen(server), close: () => void server.close() }
}

function customer(seed: number, index: number): ShopChange {
  const consents = {
    'recog.kiosk': 'granted',
    'assist.notify': 'granted',
    'config.sync.store': 'granted',
    'history.view': 'granted',
  } as const
  const name = NAMES[index % NAMES.length] ?? ''
  const value = {
    id: customerId(seed, index),
    number: String(100_000 + index),
    name,
    lang: 'ko' as const,
    personas: [],
    consents,
  }
  return { feed: 'customer', value }
}

function credential(seed: number, index: number, publicKey: string | undefined): ShopChange {
  // A key nobody holds is as much work to store and to miss as a real one.
  const nobodys = Buffer.from(hex(seed + 7, index, 32), 'hex').toString('base64url')
  const value = {
    credId: credId(seed, index),
    kind: 'ed25519' as const,
    publicKey: publicKey ?? nobodys,
    customerId: customerId(seed, index),
    status: 'active' as const,
  }
  return sealedCredential(value)
}

function order(seed: number, index: number, owner: number): ShopChange {
  const lines = Array.from({ length: LINES_PER_ORDER }, (_, line) => ({
    sku: `SKU-${(index * 7 + line) % 4000}`,
    title: `Item ${(index * 7 + line) % 4000}`,
    quantity: 1 + (line % 3),
    total: { minor: 12_000 + line * 500, currency: 'KRW' as const },
  }))
  return {
    feed: 'history',
    value: {
      customerId: customerId(seed, owner),
      order: {
        number: `W-${index}`,
        placedAt: UNTIL_MS - index * 60_000,
        channel: 'web',
        state: 'completed',
        total: { minor: lines.reduce((sum, line) => sum + line.total.minor, 0), currency: 'KRW' },
        units: lines.reduce((sum, line) => sum + line.quantity, 0),
        lines,
      },
    },
  }
}

const customerId = (seed: number, index: number) => hex(seed, index, 16) as CustomerId
const credId = (seed: number, index: number) => hex(seed + 3, index, 8)

/** `bytes` bytes in hexadecimal that depend on seed and index alone and collide for no two indices. */
function hex(seed: number, index: number, bytes: number): string {
  const own = (index >>> 0).toString(16).padStart(8, '0')
  let state = (seed * 0x9e3779b1 + index * 0x85ebca6b) >>> 0
  let text = own
  while (text.length < bytes * 2) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0
    state = (state + 0x6d2b79f5) >>> 0
    text += state.toString(16).padStart(8, '0')
  }
  return text.slice(0, bytes * 2)
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
}
