import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BRIDGE } from './bridge.ts'
import { DEVICE_KINDS } from './handshake.ts'
import { REQUESTS, TRANSPORT_REFUSALS, WAITING_REQUESTS } from './requests.ts'
import type { RequestName } from './requests.ts'

const id = '0195f2d4-7b3c-7c11-9a44-3f0d1c2b4a55'
const other = '0195f2d4-7b3c-7c11-9a44-3f0d1c2b4a56'
const names = Object.keys(REQUESTS) as RequestName[]
const isAccepted = (name: RequestName, input: unknown): boolean => REQUESTS[name].input.safeParse(input).success

describe('every request', () => {
  test.each(names)('%s is named noun:verb, may be asked by somebody and refuses by closed codes', (name) => {
    const { from, refusals } = REQUESTS[name]
    expect(name).toMatch(/^[a-z]+:[a-z]+(-[a-z]+)*$/)
    expect(from.length).toBeGreaterThan(0)
    expect(DEVICE_KINDS).toEqual(expect.arrayContaining([...from]))
    expect(new Set(refusals).size).toBe(refusals.length)
    expect(refusals.filter((code) => (TRANSPORT_REFUSALS as readonly string[]).includes(code))).toEqual([])
  })

  test.each(names)('%s refuses what is not asked for', (name) => {
    for (const hostile of [undefined, null, '', 0, [], [{}], () => 0, { toString: 'x', extra: 1 }, { __extra: {} }]) {
      expect(isAccepted(name, hostile)).toBe(false)
    }
  })

  test.each(names)('%s survives anything', (name) => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (anything) => {
        expect(typeof isAccepted(name, anything)).toBe('boolean')
      }),
      { numRuns: 30 },
    )
  })
})

describe('hostile details', () => {
  const scan = { commandId: id, text: 'RM1:…', lang: 'ko', takeOver: false }
  const add = {
    commandId: id,
    visitId: other,
    lineId: id,
    item: { kind: 'stocked', sku: 'MUG-1' },
    quantity: 1,
    fulfilment: null,
  }
  const draft = {
    id,
    familyId: 'gorae-1200',
    modelVersion: 1,
    revision: 0,
    name: '',
    personaId: null,
    secret: false,
    choices: { colour: 'red', height: 9.5 },
  }
  const place = { commandId: id, visitId: other, orderId: id, acceptedTotal: { minor: 1_000, currency: 'KRW' } }

  test('the plain ones are accepted', () => {
    expect(isAccepted('recognition:scan', scan)).toBe(true)
    expect(isAccepted('carts:add', add)).toBe(true)
    expect(isAccepted('configurations:quote', { draft })).toBe(true)
    expect(isAccepted('orders:place', place)).toBe(true)
    expect(isAccepted('sync:subscribe', { topic: 'kiosk:kiosk-1', cursor: { epoch: 'e', seq: 0 } })).toBe(true)
  })

  test.each<[string, RequestName, unknown]>([
    ['a code of megabytes', 'recognition:scan', { ...scan, text: 'A'.repeat(5_000) }],
    ['a command without an id', 'recognition:scan', { ...scan, commandId: undefined }],
    [
      'a command id that is not a version 7',
      'recognition:scan',
      { ...scan, commandId: '123e4567-e89b-42d3-a456-426614174000' },
    ],
    ['a language nobody speaks here', 'recognition:scan', { ...scan, lang: 'xx' }],
    ['no units at all', 'carts:add', { ...add, quantity: 0 }],
    ['a negative number of units', 'carts:add', { ...add, quantity: -1 }],
    ['half a unit', 'carts:add', { ...add, quantity: 0.5 }],
    ['a hundred units', 'carts:add', { ...add, quantity: 100 }],
    ['units without end', 'carts:add', { ...add, quantity: Infinity }],
    ['an item of both kinds', 'carts:add', { ...add, item: { kind: 'stocked', sku: 'MUG-1', configurationId: id } }],
    ['a SKU that is SQL', 'carts:add', { ...add, item: { kind: 'stocked', sku: "x'; drop table orders; --" } }],
    ['a price of one’s own', 'carts:add', { ...add, unitPrice: { minor: 1, currency: 'KRW' } }],
    ['a level of one’s own', 'visits:begin', { commandId: id, lang: 'ko', level: 'L3' }],
    ['a total in fractions', 'orders:place', { ...place, acceptedTotal: { minor: 0.1, currency: 'KRW' } }],
    ['a total beyond exactness', 'orders:place', { ...place, acceptedTotal: { minor: 2 ** 53, currency: 'KRW' } }],
    ['a currency that is not taken', 'orders:place', { ...place, acceptedTotal: { minor: 1, currency: 'XBT' } }],
    ['a choice that is an object', 'configurations:quote', { draft: { ...draft, choices: { colour: { $ne: null } } } }],
    ['a choice that is no number', 'configurations:quote', { draft: { ...draft, choices: { height: Number.NaN } } }],
    ['a text without end', 'configurations:quote', { draft: { ...draft, choices: { name: 'x'.repeat(201) } } }],
    ['a family that is a path', 'configurations:quote', { draft: { ...draft, familyId: '../secrets' } }],
    ['a topic of somebody else’s making', 'sync:subscribe', { topic: 'customers', cursor: null }],
    ['a cursor from before the beginning', 'sync:subscribe', { topic: 'floor', cursor: { epoch: 'e', seq: -1 } }],
    ['a search for one letter', 'customers:find', { query: ' a ' }],
    ['a search without end', 'customers:find', { query: 'a'.repeat(61) }],
    ['an order state that is none', 'orders:move', { commandId: id, orderId: id, to: 'paid' }],
  ])('%s is refused', (_, name, input) => {
    expect(isAccepted(name, input)).toBe(false)
  })
})

test('every call of the bridge refuses what is not asked for', () => {
  for (const { input } of Object.values(BRIDGE)) {
    for (const hostile of [undefined, null, 'x', [], { extra: 1 }]) expect(input.safeParse(hostile).success).toBe(false)
  }
})

describe('what may wait in an outbox', () => {
  test('[O3] is a command, and is asked for by its own id', () => {
    for (const name of WAITING_REQUESTS) expect(REQUESTS[name].input.shape).toHaveProperty('commandId')
  })

  test.each([
    'orders:place',
    'recognition:scan',
    'visits:begin-for',
    'visits:consent',
    'assist:call',
    'drafts:edit',
  ] as const)('[O3] is not %s: it reserves, shows a person’s things, or means nothing later', (name) =>
    expect(WAITING_REQUESTS).not.toContain(name),
  )
})
