import { Random } from '@dangol/domain/chance/random.ts'
import type { ConfigurationId, CustomerId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Feed } from '@dangol/protocol/link.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { PeopleKeys } from '../upstream/people-keys.ts'
import { HOME, MUG } from './small-shop.ts'

/** One record of a generated shop: the number it has there, how often it was changed, and whose it is. */
export interface GeneratedRecord {
  readonly n: number
  readonly revision: number
  /** Number of the customer; of a product, the number in its SKU. */
  readonly of: number
}
export type GeneratedFeed = Exclude<Feed, 'log'>

/** All orders were placed before it. */
const UNTIL_MS = Date.UTC(2026, 10, 1)
const NAMES = ['김민지', '이서준', '박하윤', '최도윤', 'Emma Stone', '정시우', 'Luca Rossi', '한지아']
const won = (minor: number) => ({ minor, currency: 'KRW' as const })

/** What the store is told of a record; the same record says the same in every run. */
export function changesOf(
  feed: GeneratedFeed,
  record: GeneratedRecord,
  o: {
    readonly seed: number
    readonly linesPerOrder: number
    readonly alias: (n: number) => CustomerId
    readonly keys: PeopleKeys
  },
): ShopChange[] {
  const customerId = o.alias(record.of)
  switch (feed) {
    case 'customers':
      return [profileOf(record, o)]
    case 'orders':
      return [orderOf(record, customerId, o)]
    case 'configurations':
      return [configurationOf(record, customerId)]
    case 'carts':
      return [cartOf(record, customerId)]
    case 'products':
      return [productOf(record)]
    case 'stock':
      return [
        { feed: 'stock', value: { sku: skuOf(record.n), locationId: HOME, onHand: record.revision + 1, held: 0 } },
      ]
  }
}

function profileOf(
  { n, revision }: GeneratedRecord,
  o: { alias: (n: number) => CustomerId; keys: PeopleKeys },
): ShopChange {
  const digest = o.keys.digest('email', emailOf(n)) ?? ''
  return {
    feed: 'profile',
    value: {
      ...{ id: o.alias(n), number: String(100_000 + n), lang: 'ko' },
      name: `${NAMES[n % NAMES.length] ?? ''}${revision === 0 ? '' : ` ${revision}`}`,
      identifiers: [{ kind: 'email', digest }],
      addresses: [`서울 성동구\n••• ${revision}`],
    },
  }
}
export const emailOf = (n: number): string => `client${n}@example.test`

function orderOf(
  { n, revision }: GeneratedRecord,
  customerId: CustomerId,
  { seed, linesPerOrder }: { seed: number; linesPerOrder: number },
): ShopChange {
  const random = new Random(seed ^ (n * 2_654_435_761))
  const lines = Array.from({ length: linesPerOrder }, () => {
    const [thing, quantity] = [random.below(4_000), random.between(1, 3)]
    return { sku: skuOf(thing), title: `Item ${thing}`, quantity, total: won(quantity * random.between(5, 90) * 100) }
  })
  return {
    feed: 'history',
    value: {
      customerId,
      order: {
        ...{
          number: `W-${n}`,
          placedAt: UNTIL_MS - n * 60_000,
          channel: 'web',
          state: STATES[revision] ?? 'completed',
        },
        total: won(lines.reduce((sum, line) => sum + line.total.minor, 0)),
        units: lines.reduce((sum, line) => sum + line.quantity, 0),
        lines,
      },
    },
  }
}
const STATES: readonly string[] = ['paid', 'packed', 'shipped']
/** Nothing more happens to it by itself. */
export const isOpenOrder = ({ revision }: GeneratedRecord): boolean => revision < STATES.length

const configurationOf = ({ n, revision }: GeneratedRecord, customerId: CustomerId): ShopChange => ({
  feed: 'configuration',
  value: {
    ...{ id: uuidOf(n), customerId, familyId: MUG, modelVersion: 2, revision: revision + 1 },
    ...{ name: `Mug ${n}`, personaId: null, secret: false, discarded: false },
    ...{ choices: { kind: 'table', colour: 'blue' }, origin: 'online', savedAt: UNTIL_MS - n },
    ...{ code: null, codeExpiresAt: null },
  },
})

const cartOf = ({ n, revision }: GeneratedRecord, customerId: CustomerId): ShopChange => ({
  feed: 'cart',
  value: {
    ...{ id: `cart-${n}`, customerId, updatedAt: UNTIL_MS + revision },
    lines: [{ sku: skuOf(n), title: `Item ${n}`, quantity: revision + 1, total: won(1_000), configurationId: null }],
  },
})

const productOf = ({ n, revision, of }: GeneratedRecord): ShopChange => ({
  feed: 'sku',
  value: {
    ...{ sku: skuOf(of), title: { ko: `물건 ${n}`, en: `Item ${n}` }, category: { ko: '물건', en: 'Things' } },
    ...{ price: won(1_000 + revision), swatch: '#ffffff', glyph: 'box' },
  },
})

const skuOf = (n: number): Sku => `SKU-${n}` as Sku
const uuidOf = (n: number): ConfigurationId =>
  `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as ConfigurationId
