import type { ShopAnswer } from '../../../shop-port.ts'
import type { CommerceConnector, FeedPage, Hint, Probe } from '../../connector.ts'

type Used = Pick<CommerceConnector, 'platform' | 'capabilities' | 'probe' | 'scan' | 'hint'>

/** As much of a shop as the office asks, answering as a test tells it to. */
export interface FakeConnector extends Used {
  probeAnswer: ShopAnswer<Probe> | 'silence'
  scanAnswers: Partial<Record<string, ShopAnswer<FeedPage> | 'silence'>>
  probes: number
  scans: number
}

export const healthy = (over: Partial<Probe> = {}): ShopAnswer<Probe> => ({
  kind: 'answered',
  value: { version: '3.7.3', clockOffsetMs: 12, problems: [], ...over },
})

export const pageOf = (over: Partial<FeedPage> = {}): ShopAnswer<FeedPage> => ({
  kind: 'answered',
  value: { told: [], gone: [], unusable: [], cursor: 'c', more: false, shopNowMs: 0, ...over },
})

export function createFakeConnector(): FakeConnector {
  const answer = <T>(signal: AbortSignal, told: ShopAnswer<T> | 'silence'): Promise<ShopAnswer<T>> => {
    if (told !== 'silence') return Promise.resolve(told)
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ kind: 'unreachable', why: 'aborted' }))
    })
  }
  const fake: FakeConnector = {
    platform: 'vendure',
    capabilities: {
      feeds: { customers: 'lossy', orders: 'lossy', products: 'reliable' },
      ...{ webhooks: true, configurations: true, consents: false, ownPrices: false, historyDays: null },
    },
    ...{ probeAnswer: healthy(), scanAnswers: {}, probes: 0, scans: 0 },
    probe(signal) {
      fake.probes += 1
      return answer(signal, fake.probeAnswer)
    },
    scan(feed, _after, { signal }) {
      fake.scans += 1
      return answer(signal, fake.scanAnswers[feed] ?? pageOf())
    },
    hint: (headers, body): Hint | null =>
      headers['x-sign'] === 'right' ? { id: Buffer.from(body).toString(), topic: 'order', touched: [] } : null,
  }
  return fake
}
