import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import type { Command } from '../load/ledger.ts'
import { judge } from './judge.ts'
import type { StoreFile } from './store-file.sql.ts'

/** A visit with one thing in its cart and one order placed, as the devices remember it and as it lies on the disk. */
const begun = command('begin', 'visits:begin', {}, { id: 'v', epoch: 1 })
const added = command('add', 'carts:add', { item: { kind: 'stocked', sku: 'SOCK' }, quantity: 2 }, {})
const placed = command('place', 'orders:place', { orderId: 'o', acceptedTotal: { minor: 20, currency: 'KRW' } }, {})
const addedAgain = command('again', 'carts:add', { item: { kind: 'stocked', sku: 'CAP' }, quantity: 1 }, {})
const told = [begun, added, placed, addedAgain]

const before: StoreFile = {
  ...{ faults: [], commands: new Map(), visits: [], cart: [], configurations: new Map(), orders: [], orderLines: [] },
  ...{ lastOrderNumber: 0, waiting: [], taken: [], topics: [], log: [] },
  stock: [{ sku: 'SOCK', locationId: 'home', onHand: 9, free: 9, carried: 0 }],
}
const sound: StoreFile = {
  ...before,
  commands: new Map(told.map((each) => [each.id as string, rowOf(each)])),
  visits: [{ id: 'v', device: 'kiosk-1', epoch: 1, endedAt: null }],
  cart: [{ visitId: 'v', lineId: 'l', item: 'CAP', quantity: 1 }],
  orders: [{ id: 'o', number: 'S-0001', visitId: 'v', total: 20, units: 2, upstream: 'waiting' }],
  orderLines: [{ orderId: 'o', item: 'SOCK', quantity: 2, total: 20, isStocked: 1 }],
  ...{ lastOrderNumber: 1, waiting: ['o'], taken: [{ orderId: 'o', units: 2 }] },
  stock: [{ sku: 'SOCK', locationId: 'home', onHand: 7, free: 7, carried: 2 }],
  topics: [{ topic: 'floor', head: 5, floor: 0 }],
  log: [
    { seq: 2, prev: 0, topic: 'floor', commandId: null, type: 'a' },
    { seq: 5, prev: 2, topic: 'floor', commandId: null, type: 'b' },
  ],
}
const kindsIn = (changed: Partial<StoreFile>, commands: readonly Command[] = told) =>
  judge(commands, { ...sound, ...changed }, before).violations.map(({ kind }) => kind)

test('[C1] [C2] a store that has what was told, once, is sound', () => {
  expect(judge(told, sound, before)).toEqual({ violations: [], acknowledged: 4, unconfirmed: 0 })
})

test('[C1] what nobody was told of may be there once or not at all', () => {
  const unheard = told.map((each) => (each === addedAgain ? { ...addedAgain, outcome: null } : each))
  expect(judge(unheard, sound, before)).toEqual({ violations: [], acknowledged: 3, unconfirmed: 1 })
  const commands = new Map([...sound.commands].filter(([id]) => id !== 'again'))
  expect(judge(unheard, { ...sound, commands, cart: [] }, before).violations).toEqual([])
  expect(kindsIn({ commands }, unheard)).toEqual(['twice'])
})

describe('it sees', () => {
  test.each<[string, string, Partial<StoreFile>]>([
    [
      'an order that is gone',
      'lost',
      { orders: [], orderLines: [], taken: [], waiting: [], lastOrderNumber: 0, stock: before.stock },
    ],
    ['a cart that forgot a thing', 'lost', { cart: [] }],
    ['a cart with a thing twice', 'twice', { cart: [{ visitId: 'v', lineId: 'l', item: 'CAP', quantity: 2 }] }],
    ['a visit that is gone', 'lost', { visits: [], cart: [] }],
    [
      'a visit that nobody began',
      'twice',
      { visits: [...sound.visits, { id: 'w', device: 'kiosk-1', epoch: 2, endedAt: 9 }] },
    ],
    ['an order that the shop will never get', 'lost', { waiting: [] }],
    ['an order that the shop would get twice', 'twice', { waiting: ['o', 'o'] }],
    ['goods that were never taken', 'lost', { taken: [], stock: before.stock }],
    ['goods that were taken twice', 'twice', { taken: [{ orderId: 'o', units: 4 }] }],
    [
      'a shelf that is off its count',
      'broken',
      { stock: [{ sku: 'SOCK', locationId: 'home', onHand: 5, free: 5, carried: 2 }] },
    ],
    [
      'a hold beyond the stock',
      'broken',
      { stock: [{ sku: 'SOCK', locationId: 'home', onHand: 7, free: -1, carried: 2 }] },
    ],
    ['a number that was skipped', 'broken', { lastOrderNumber: 2 }],
    ['a hole in the log', 'broken', { log: sound.log.slice(1) }],
    ['a log that lost its end', 'broken', { log: sound.log.slice(0, 1) }],
    ['a damaged file', 'broken', { faults: ['row 3 missing from index'] }],
  ])('%s', (_, kind, changed) => {
    const kinds = kindsIn(changed)
    expect(kinds).toContain(kind)
  })

  test('[C2] a command that was acknowledged and is not on record', () => {
    const commands = new Map([...sound.commands].filter(([id]) => id !== 'add'))
    expect(kindsIn({ commands })).toEqual(['lost'])
  })

  test('[C1] another outcome on record than was acknowledged, unless its visit is over', () => {
    const refused = {
      device: 'kiosk-1',
      request: 'carts:add',
      outcome: '{"ok":false,"error":{"code":"no-such-visit"}}',
    }
    const commands = new Map([...sound.commands, ['add', refused]])
    expect(kindsIn({ commands })).toEqual(['broken'])
    const end = command('end', 'visits:end', { reason: 'shopper' }, { reason: 'shopper', parkedCode: null })
    const over = { visits: [{ id: 'v', device: 'kiosk-1', epoch: 1, endedAt: 9 }], cart: [] }
    const withEnd = new Map([...commands, ['end', rowOf(end)]])
    expect(kindsIn({ commands: withEnd, ...over }, [...told, end])).toEqual([])
  })
})

/** A command with as much of its input and outcome as the judge looks at. */
function command(id: string, request: Command['request'], input: object, value: object): Command {
  const whole = { visitId: 'v', commandId: id, ...input }
  return {
    id: id as CommandId,
    device: 'kiosk-1',
    request,
    input: whole,
    outcome: { ok: true, value },
  } as unknown as Command
}

function rowOf({ device, request, outcome }: Command): { device: string; request: string; outcome: string } {
  return { device, request, outcome: JSON.stringify(outcome) }
}
