import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pageDigest } from '../platform/page-digest.ts'
import { createEmbeddedShop } from './embedded.ts'
import type { OnlineShop } from './online-shop.ts'

const ORDER = { orderId: '018f0000-0000-7000-8000-000000000001' } as unknown as ShopOrder
const JIWOO = '00112233445566778899aabbccddeeff' as CustomerId

describe('the embedded online shop over HTTP', () => {
  let server: Server
  let url: string
  let answer: { status: number; body: string } | 'silence'
  let asked: { line: string; authorization: string | undefined; body: string }[]
  beforeEach(async () => {
    asked = []
    answer = { status: 200, body: '{}' }
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        asked.push({ line: `${request.method} ${request.url}`, authorization: request.headers.authorization, body })
        if (answer !== 'silence') response.writeHead(answer.status).end(answer.body)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()))

  const shop = (key: string | null = 'k'.repeat(64)): OnlineShop => createEmbeddedShop({ url, key: () => key })
  const soon = () => AbortSignal.timeout(30_000)

  test('asks for changes after a cursor, with the store’s key', async () => {
    const page = { changes: [], cursor: '7', more: false, now: 1, seal: 'a.b.c' }
    answer = { status: 200, body: JSON.stringify(page) }
    expect(await shop().changes({ cursor: 'a b', limit: 500, nonce: 'n' }, soon())).toEqual({
      kind: 'answered',
      value: { ...page, digest: pageDigest([]) },
    })
    expect(asked).toEqual([
      {
        line: 'GET /store/v1/changes?limit=500&nonce=n&cursor=a+b',
        authorization: `Bearer ${'k'.repeat(64)}`,
        body: '',
      },
    ])
  })

  test('takes the digest of the changes as they came, whatever order their keys have', async () => {
    const gone = { value: { id: 'A', feed: 'sku' }, feed: 'deleted' }
    answer = { status: 200, body: JSON.stringify({ changes: [gone], cursor: '7', more: false, now: 1, seal: 'a.b.c' }) }
    const page = await shop().changes({ cursor: null, limit: 1, nonce: 'n' }, soon())
    expect(page).toMatchObject({ kind: 'answered', value: { digest: pageDigest([JSON.stringify(gone)]) } })
  })

  test('[A20] a page without a seal is no answer', async () => {
    answer = { status: 200, body: JSON.stringify({ changes: [], cursor: '7', more: false, now: 1 }) }
    expect(await shop().changes({ cursor: null, limit: 1, nonce: 'n' }, soon())).toEqual({
      kind: 'unreachable',
      why: 'unexpected answer at seal',
    })
  })

  test('puts an order under its own id', async () => {
    answer = { status: 200, body: '{"number":"W-1001"}' }
    expect(await shop().placeOrder(ORDER, soon())).toEqual({ kind: 'answered', value: { number: 'W-1001' } })
    expect(asked[0]).toMatchObject({ line: `PUT /store/v1/orders/${ORDER.orderId}`, body: JSON.stringify(ORDER) })
  })

  test('asks for the configurations of one member', async () => {
    answer = { status: 200, body: '{"configurations":[]}' }
    expect(await shop().configurationsOf(JIWOO, soon())).toEqual({ kind: 'answered', value: [] })
    expect(asked[0]?.body).toBe(JSON.stringify({ customerId: JIWOO }))
  })

  test.each([
    [422, 'rejected'],
    [404, 'rejected'],
    [401, 'unreachable'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('a %i means %s', async (status, kind) => {
    answer = { status, body: '{"code":"no"}' }
    expect(await shop().placeOrder(ORDER, soon())).toEqual({ kind, why: `${status} {"code":"no"}` })
  })

  test.each([
    ['another shape', '{"nummer":1}'],
    ['no JSON', '<html>'],
  ])('%s is no answer, and a later version may give one', async (_what, body) => {
    answer = { status: 200, body }
    expect((await shop().placeOrder(ORDER, soon())).kind).toBe('unreachable')
  })

  test('a shop that is silent, gone, or has given no key yet is out of reach', async () => {
    answer = 'silence'
    expect((await shop().placeOrder(ORDER, AbortSignal.timeout(50))).kind).toBe('unreachable')
    expect((await shop(null).placeOrder(ORDER, soon())).kind).toBe('unreachable')
    const nowhere = createEmbeddedShop({ url: 'http://127.0.0.1:9', key: () => 'k' })
    expect((await nowhere.placeOrder(ORDER, soon())).kind).toBe('unreachable')
  })
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
