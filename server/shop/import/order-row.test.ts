import { describe, expect, test } from 'vitest'
import { mappingFor, positionsOf } from './mapping.ts'
import { rowReader } from './order-row.ts'
import { wallTimeReader } from './wall-time.ts'

const HEADER = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
]
const GOOD = ['536365', '85123A', 'WHITE  HEART ', '6', '2010-12-01 08:26:00', '2.55', '17850.0', 'United Kingdom']

function read(changed: Partial<Record<number, string>>) {
  const mapping = mappingFor(HEADER, {})
  if ('error' in mapping) throw new Error(mapping.error)
  const count = { strayFields: 0 }
  const reader = rowReader(positionsOf(HEADER, mapping.columns), wallTimeReader(mapping.zone, 'iso'), count)
  const fields = GOOD.map((field, i) => Buffer.from(changed[i] ?? field).toString('latin1'))
  return { result: reader({ line: 2, raw: '', fields, bad: null }), count }
}
const reason = (changed: Partial<Record<number, string>>) => {
  const { result } = read(changed)
  return 'bad' in result ? result.bad : null
}

describe('one row', () => {
  test('is read in exact millionths, with the customer number as digits and the time in the zone of the shop', () => {
    expect(read({}).result).toEqual({
      row: {
        ...{ invoice: '536365', sku: '85123A', title: 'WHITE HEART', quantity: 6 },
        ...{ priceMicro: 2_550_000n, totalMicro: 15_300_000n, customer: '17850', country: 'United Kingdom' },
        placedAt: Date.UTC(2010, 11, 1, 8, 26),
      },
    })
  })

  test.each([
    [{ 3: '-6' }, -6, -15_300_000n],
    [{ 3: '6.0' }, 6, 15_300_000n],
    [{ 3: '0' }, 0, 0n],
    [{ 5: '-11062.06' }, 6, -66_372_360_000n],
    [{ 5: '0.001' }, 6, 6_000n],
    [{ 5: '0.0010000000' }, 6, 6_000n],
    [{ 5: '12' }, 6, 72_000_000n],
  ])('%o is %i units for %i', (changed, quantity, totalMicro) => {
    const { result } = read(changed)
    expect('row' in result && [result.row.quantity, result.row.totalMicro]).toEqual([quantity, totalMicro])
  })

  test.each([
    [{ 0: ' ' }, 'invoice-missing'],
    [{ 0: 'x'.repeat(41) }, 'text-too-long'],
    [{ 1: '' }, 'sku-missing'],
    [{ 3: '' }, 'quantity-not-a-whole-number'],
    [{ 3: '1.5' }, 'quantity-not-a-whole-number'],
    [{ 3: '1e3' }, 'quantity-not-a-whole-number'],
    [{ 3: '6; drop table' }, 'quantity-not-a-whole-number'],
    [{ 5: '' }, 'price-not-a-decimal'],
    [{ 5: 'NaN' }, 'price-not-a-decimal'],
    [{ 5: '2,55' }, 'price-not-a-decimal'],
    [{ 5: '£2.55' }, 'price-not-a-decimal'],
    [{ 5: '0.1234567' }, 'price-finer-than-a-millionth'],
    [{ 5: '999999999999' }, 'amount-too-large'],
    [{ 3: '999999999', 5: '100' }, 'amount-too-large'],
    [{ 4: '01/12/2010 08:26' }, 'date-not-a-time'],
    [{ 4: '2010-02-30 08:26:00' }, 'date-not-a-time'],
    [{ 4: '2010-12-01 25:00:00' }, 'date-not-a-time'],
  ])('%o is bad: %s', (changed, bad) => {
    expect(reason(changed)).toBe(bad)
  })

  test('a row without title is called by its SKU, one without customer is a guest’s', () => {
    const { result } = read({ 2: '', 6: '' })
    expect('row' in result && [result.row.title, result.row.customer]).toEqual(['85123A', null])
  })
})

describe('stray encodings', () => {
  test('UTF-8 stays, what is not UTF-8 is read as Windows-1252 and counted', () => {
    const utf8 = read({ 2: 'Voucher £40.00 머그' })
    expect('row' in utf8.result && utf8.result.row.title).toBe('Voucher £40.00 머그')
    expect(utf8.count.strayFields).toBe(0)
    const mapping = mappingFor(HEADER, {})
    if ('error' in mapping) throw new Error(mapping.error)
    const count = { strayFields: 0 }
    const reader = rowReader(positionsOf(HEADER, mapping.columns), wallTimeReader(mapping.zone, 'iso'), count)
    const fields = GOOD.with(2, 'Caf\u00e9 \u00a340 \u0080')
    const stray = reader({ line: 2, raw: '', fields, bad: null })
    expect('row' in stray && stray.row.title).toBe('Café £40 €')
    expect(count.strayFields).toBe(1)
  })
})

describe('times on the wall', () => {
  test.each([
    ['Europe/London', 'iso', '2011-07-01 10:00:00', Date.UTC(2011, 6, 1, 9)],
    ['Asia/Seoul', 'iso', '2011-07-01T10:00', Date.UTC(2011, 6, 1, 1)],
    ['Asia/Seoul', 'iso', '2011-07-01', Date.UTC(2011, 5, 30, 15)],
    ['America/New_York', 'mdy', '12/1/2010 8:26', Date.UTC(2010, 11, 1, 13, 26)],
    ['Europe/Berlin', 'dmy', '1.12.2010 08:26', Date.UTC(2010, 11, 1, 7, 26)],
    // Shown twice in the night of 30 October 2011: the first, in summer time.
    ['Europe/London', 'iso', '2011-10-30 01:30:00', Date.UTC(2011, 9, 30, 0, 30)],
    ['Europe/London', 'iso', '2011-10-30 02:30:00', Date.UTC(2011, 9, 30, 2, 30)],
    // Skipped in the night of 27 March 2011: as the clock stood before.
    ['Europe/London', 'iso', '2011-03-27 01:30:00', Date.UTC(2011, 2, 27, 1, 30)],
    ['America/New_York', 'iso', '2011-11-06 01:30:00', Date.UTC(2011, 10, 6, 5, 30)],
    ['Pacific/Chatham', 'iso', '2011-01-01 00:00:00', Date.UTC(2010, 11, 31, 10, 15)],
  ] as const)('%s %s %s', (zone, dates, text, instant) => {
    expect(wallTimeReader(zone, dates)(text)).toBe(instant)
  })
})
