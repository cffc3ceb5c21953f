import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { mappingFor } from './mapping.ts'

let folder = ''
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'import-arguments-'))))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (...argv: string[]) => readArguments(argv, folder)
const why = (...argv: string[]) => {
  const answer = read(...argv)
  return answer.ok ? null : answer.error.why
}

describe('the command line', () => {
  test('needs only a file, which is found where the person stands', () => {
    expect(read('orders', 'x.csv')).toEqual({
      ok: true,
      value: {
        file: join(folder, 'x.csv'),
        said: { columns: {} },
        consents: ['recog.kiosk', 'assist.notify', 'history.view'],
        resume: false,
      },
    })
  })

  test('takes a mapping file, and flags that win over it', () => {
    writeFileSync(
      join(folder, 'map.json'),
      '{"columns":{"invoice":"Bon","sku":"Nr"},"currency":"EUR","zone":"Europe/Berlin"}',
    )
    const answer = read(
      'orders',
      'x.csv',
      '--map',
      'map.json',
      '--columns',
      'sku=Artikel, price=Preis',
      '--currency',
      'GBP',
      '--consents',
      'none',
      '--resume',
    )
    expect(answer).toMatchObject({
      value: {
        said: { columns: { invoice: 'Bon', sku: 'Artikel', price: 'Preis' }, currency: 'GBP', zone: 'Europe/Berlin' },
        consents: [],
        resume: true,
      },
    })
  })

  test.each([
    [[], 'npm run import'],
    [['customers', 'x.csv'], 'npm run import'],
    [['orders', 'a.csv', 'b.csv'], 'npm run import'],
    [['orders', 'x.csv', '--colour', 'red'], '--colour'],
    [['orders', 'x.csv', '--columns', 'invoice'], '--columns'],
    [['orders', 'x.csv', '--columns', 'colour=Red'], '--columns'],
    [['orders', 'x.csv', '--currency', 'DOGE'], 'KRW, EUR, GBP, USD'],
    [['orders', 'x.csv', '--zone', 'Mars/Base'], 'Mars/Base'],
    [['orders', 'x.csv', '--dates', 'ymd'], 'iso, mdy, dmy'],
    [['orders', 'x.csv', '--consents', 'everything'], 'everything'],
    [['orders', 'x.csv', '--consents', 'biometric.face'], 'biometric.face'],
    [['orders', 'x.csv', '--map', 'none.json'], 'cannot be read'],
  ])('%j is refused with a sentence', (argv, said) => {
    expect(why(...argv)).toContain(said)
  })

  test('a mapping file with an unknown field says where', () => {
    writeFileSync(join(folder, 'odd.json'), '{"columns":{"invoice":5}}')
    expect(why('orders', 'x.csv', '--map', 'odd.json')).toContain('columns.invoice')
  })
})

describe('the mapping', () => {
  const plain = { columns: { invoice: 'A', sku: 'B', quantity: 'C', date: 'D', price: 'E' } }
  const header = ['A', 'B', 'C', 'D', 'E']

  test('a known header needs no flags, and a flag still wins', () => {
    const uci = [
      'InvoiceNo',
      'StockCode',
      'Description',
      'Quantity',
      'InvoiceDate',
      'UnitPrice',
      'CustomerID',
      'Country',
    ]
    expect(mappingFor(uci, {})).toMatchObject({
      currency: 'GBP',
      zone: 'Europe/London',
      columns: { price: 'UnitPrice' },
    })
    expect(mappingFor(uci, { currency: 'EUR' })).toMatchObject({ currency: 'EUR' })
  })

  test.each([
    [{}, /which column holds invoice.*The file has: A, B/],
    [{ columns: { ...plain.columns, sku: 'Z' }, currency: 'GBP', zone: 'UTC' } as const, /no column 'Z' for sku/],
    [plain, /--currency/],
    [{ ...plain, currency: 'KRW' } as const, /--zone/],
  ])('%# what is missing is asked for', (said, error) => {
    const answer = mappingFor(header, said)
    expect('error' in answer ? answer.error : '').toMatch(error)
  })
})
