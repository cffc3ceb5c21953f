import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { answer } from './answer.ts'
import type { Row } from './answer.ts'
import { readsOf } from './fake-reads.ts'
import { createFakeState } from './fake-state.ts'
import type { FakeState } from './fake-state.ts'
import { writesOf } from './fake-writes.ts'
import { parseDocument } from './selection.ts'
import type { Value } from './selection.ts'

/** One question and its answer, so that both can be held against the published schema. */
export interface Exchange {
  readonly document: string
  readonly variables: Readonly<Record<string, Value>>
  readonly data: unknown
}

export interface FakeShopify {
  readonly url: string
  readonly token: string
  readonly state: FakeState
  readonly exchanges: readonly Exchange[]
  /** Points left, of `POINTS_MAX`; they come back by the second. */
  setPoints(points: number): void
  /** A question that costs more is refused. */
  setCostMax(points: number): void
  /** What is answered in place of the version that was asked for. */
  setVersion(version: string | null): void
  close(): Promise<void>
}

const POINTS_MAX = 2_000
const POINTS_PER_SECOND = 100
const TOKEN = 'shpat_of-the-test'
const COST_BASE = 2
const COST_PER_ROW = 10

/**
 * A shop on Shopify in this process, made by hand from the published schema and never compared with the live service. It has state, a
 * bucket of points, and a search that lags; it does not know any rule of Shopify that is not written here.
 */
export async function openFakeShopify(clock: Clock): Promise<FakeShopify> {
  const state = createFakeState(clock)
  const exchanges: Exchange[] = []
  const points = createPoints(clock)
  let version: string | null = null

  function reply(request: { query: string; variables: Record<string, Value> }): Row {
    const cost = COST_BASE + COST_PER_ROW * Number(request.variables['first'] ?? 1)
    if (cost > points.costMax())
      return { errors: [{ message: `Query cost is ${cost}`, extensions: { code: 'MAX_COST_EXCEEDED' } }] }
    const isTaken = points.take(cost)
    const extensions = { cost: { requestedQueryCost: cost, actualQueryCost: null, throttleStatus: points.status() } }
    if (!isTaken) return { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions }
    const data = answer(parseDocument(request.query), request.variables, { ...readsOf(state), ...writesOf(state) })
    exchanges.push({ document: request.query, variables: request.variables, data })
    return { data, extensions }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request)
    const asked = /^\/admin\/api\/([\d-]+)\/graphql\.json$/.exec(request.url ?? '')?.[1]
    response.setHeader('date', new Date(clock.nowMs()).toUTCString())
    response.setHeader('content-type', 'application/json')
    if (asked === undefined) return void response.writeHead(404).end()
    response.setHeader('x-shopify-api-version', version ?? asked)
    if (request.headers['x-shopify-access-token'] !== TOKEN)
      return void response.writeHead(401).end(JSON.stringify({ errors: 'Invalid API key or access token' }))
    response.end(JSON.stringify(reply(JSON.parse(body) as { query: string; variables: Record<string, Value> })))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // The fake was asked for what it has not: the test shall see it at once.
      response.writeHead(500).end(error instanceof Error ? error.message : 'broken')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    token: TOKEN,
    ...{ state, exchanges, setPoints: points.setLeft, setCostMax: points.setCostMax },
    setVersion: (next) => void (version = next),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function createPoints(clock: Clock) {
  let left = POINTS_MAX
  let costMax = Number.POSITIVE_INFINITY
  let atMs = clock.nowMs()
  const refill = (): void => {
    left = Math.min(POINTS_MAX, left + ((clock.nowMs() - atMs) / 1_000) * POINTS_PER_SECOND)
    atMs = clock.nowMs()
  }
  return {
    costMax: () => costMax,
    setCostMax: (points: number): void => void (costMax = points),
    setLeft: (points: number): void => {
      left = points
      atMs = clock.nowMs()
    },
    take(cost: number): boolean {
      refill()
      if (cost > left) return false
      left -= cost
      return true
    },
    status: () => ({ maximumAvailable: POINTS_MAX, currentlyAvailable: left, restoreRate: POINTS_PER_SECOND }),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
