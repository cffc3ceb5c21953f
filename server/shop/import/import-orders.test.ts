import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { openDatabase } from '../../src/db/open.ts'
import { createIds } from '../../src/platform/system-ids.ts'
import { systemRandom } from '../../src/platform/system-ids.ts'
import { createTurnedClock } from '../testing/turned-clock.ts'
import { SHOP_MIGRATIONS } from '../db/shop-migrations.ts'
import { openStage, STORE_ID, TENANT_KEY } from '../testing/shop-stage.ts'
import type { ImportArguments } from './arguments.ts'
import { importOrders } from './import-orders.ts'
import { plain } from './progress.ts'

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const row = (
  invoice: string,
  over: Partial<{
    sku: string
    title: string
    quantity: string
    at: string
    price: string
    customer: string
    country: string
  }> = {},
) => {
  const {
    sku = 'A1',
    title = 'LAMP',
    quantity = '2',
    at = '2010-12-01 08:26:00',
    price = '1.25',
    customer = '17850.0',
    country = 'United Kingdom',
  } = over
  return [invoice, sku, title, quantity, at, price, customer, country].join(',')
}

let folder = ''
let db: Db
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-orders-'))
  db = openDatabase(join(folder, 'shop.sqlite'), SHOP_MIGRATIONS)
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

function file(content: string | Buffer | readonly string[], name = 'orders.csv'): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    content instanceof Buffer || typeof content === 'string' ? content : [HEADER, ...content, ''].join('\n'),
  )
  return path
}

async function run(path: string, over: Partial<ImportArguments> = {}, interrupted = () => false, into = db) {
  const time = createTurnedClock()
  const printed: string[] = []
  const asked: ImportArguments = {
    file: path,
    said: {},
    consents: ['recog.kiosk', 'history.view'],
    resume: false,
    ...over,
  }
  const outcome = await importOrders(asked, {
    ...{ db: into, clock: time, ids: createIds(time, systemRandom), tenantKey: TENANT_KEY, storeId: STORE_ID },
    ...{ dataFolder: folder, progress: plain(() => undefined), print: (line) => void printed.push(line), interrupted },
  })
  return { ...outcome, printed }
}
const all = (sql: string) => db.prepare(sql).all()
const rejects = (name = 'orders.csv') =>
  readFileSync(join(folder, `${name}.rejects.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').slice(0, 2).join(' '))

describe('a whole invoice, or none of it', () => {
  test('lines become orders, customers and products, with exact and rounded money', async () => {
    const { stored, state } = await run(
      file([
        row('1', { price: '0.125', quantity: '1' }),
        row('1', { price: '0.135', quantity: '1', sku: 'B2' }),
        row('2'),
      ]),
    )
    expect(state).toBe('complete')
    expect(stored).toMatchObject({
      lines: 3n,
      invoices: 2n,
      customers: 1n,
      products: 2n,
      guests: 0n,
      totalMicro: 2_760_000n,
      totalMinor: 276n,
    })
    expect(all('select number, state, placed_at, currency, total_minor, units from orders order by number')).toEqual([
      {
        number: '1',
        state: 'completed',
        placed_at: Date.UTC(2010, 11, 1, 8, 26),
        currency: 'GBP',
        total_minor: 26,
        units: 2,
      },
      {
        number: '2',
        state: 'completed',
        placed_at: Date.UTC(2010, 11, 1, 8, 26),
        currency: 'GBP',
        total_minor: 250,
        units: 2,
      },
    ])
    expect(
      all('select unit_price_micro, total_micro, total_minor from order_lines order by order_row, position'),
    ).toEqual([
      { unit_price_micro: 125_000, total_micro: 125_000, total_minor: 12 },
      { unit_price_micro: 135_000, total_micro: 135_000, total_minor: 14 },
      { unit_price_micro: 1_250_000, total_micro: 2_500_000, total_minor: 250 },
    ])
  })

  test('an invoice spread over the file is one order, placed at its earliest line', async () => {
    await run(
      file([
        row('1', { at: '2010-12-01 09:00:00' }),
        row('2'),
        row('1', { at: '2010-12-01 08:00:00' }),
        row('2'),
        row('1'),
      ]),
    )
    expect(all('select number, units, placed_at from orders order by number')).toEqual([
      { number: '1', units: 6, placed_at: Date.UTC(2010, 11, 1, 8) },
      { number: '2', units: 4, placed_at: Date.UTC(2010, 11, 1, 8, 26) },
    ])
  })

  test('one bad row keeps its whole invoice out, wherever it stands, and every row of it is reported', async () => {
    const { rejected, stored, state } = await run(
      file([row('1'), row('2'), row('1', { price: 'free' }), row('3'), row('1')]),
    )
    expect([state, rejected, stored.invoices]).toEqual(['complete', 3, 2n])
    expect(rejects()).toEqual(['2 invoice-has-a-bad-row', '4 price-not-a-decimal', '6 invoice-has-a-bad-row'])
    expect(readFileSync(join(folder, 'orders.csv.rejects.csv'), 'utf8')).toContain(
      'Invoice 1 (3 rows) was not loaded because of line 4 (price-not-a-decimal).',
    )
    expect(statSync(join(folder, 'orders.csv.rejects.csv')).mode & 0o777).toBe(0o600)
  })

  test('a damaged line takes the invoice it names with it', async () => {
    await run(file([row('1'), '1,A2,"LAMP,2,2010-12-01', row('2'), '2,too,few', row('3')]))
    expect(all('select number from orders')).toEqual([{ number: '3' }])
    expect(rejects()).toEqual([
      '2 invoice-has-a-bad-row',
      '3 quote-not-closed',
      '4 invoice-has-a-bad-row',
      '5 wrong-number-of-columns',
    ])
  })

  test('two customers on one invoice cannot both have bought it', async () => {
    await run(
      file([row('1'), row('1', { customer: '' }), row('1', { customer: '9' }), row('2', { customer: '' }), row('2')]),
    )
    expect(all('select number, customer_id is null as guest from orders')).toEqual([{ number: '2', guest: 0 }])
    expect(rejects()).toEqual(['2 invoice-has-a-bad-row', '3 invoice-has-a-bad-row', '4 invoice-names-two-customers'])
  })

  test('cancellations, returns and guests keep their signs', async () => {
    const { stored } = await run(
      file([
        row('C1', { quantity: '-2' }),
        row('2', { customer: '' }),
        row('A3', { quantity: '1', price: '-11062.06' }),
      ]),
    )
    expect(stored).toMatchObject({ guests: 1n, cancellations: 1n, totalMicro: -11_062_060_000n })
    expect(all('select number, state, total_minor, units from orders order by number')).toEqual([
      { number: '2', state: 'completed', total_minor: 250, units: 2 },
      { number: 'A3', state: 'completed', total_minor: -1_106_206, units: 1 },
      { number: 'C1', state: 'cancelled', total_minor: -250, units: -2 },
    ])
  })

  test('a Korean customer is written to in Korean, everybody else in English', async () => {
    await run(file([row('1', { country: 'South Korea', customer: '5' }), row('2', { customer: 'K-7.0' })]))
    expect(all('select number, name, lang, source from customers order by number')).toEqual([
      { number: '5', name: 'Customer 5', lang: 'ko', source: 'import' },
      { number: 'K-7.0', name: 'Customer K-7.0', lang: 'en', source: 'import' },
    ])
  })
})

describe('again, and after an interruption', () => {
  test('the same content changes nothing, packed or not, under any name', async () => {
    const content = `${HEADER}\n${row('1')}\n${row('2')}\n`
    await run(file(content))
    const before = all('select seq, feed, key from changes')
    const again = await run(file(gzipSync(content), 'other-name'))
    expect([again.state, again.loaded.before, again.stored.invoices]).toEqual(['complete', 2, 2n])
    expect(again.printed.join('\n')).toContain('nothing will change')
    expect(all('select seq, feed, key from changes')).toEqual(before)
  })

  test('another file with a number that is there leaves the first as it was', async () => {
    await run(file([row('1')]))
    const second = await run(file([row('1', { price: '9.99' }), row('2')], 'second.csv'))
    expect([second.state, second.stored.invoices, second.rejected]).toEqual(['complete', 1n, 1])
    expect(rejects('second.csv')).toEqual(['2 invoice-loaded-from-another-file'])
    expect(all('select total_minor from orders where number = 1')).toEqual([{ total_minor: 250 }])
  })

  test('a stopped import keeps whole invoices and continues to the same end', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) =>
      row(String(Math.floor(i / 3)), { title: 'A LAMP WITH A LONG NAME' }),
    )
    const path = file(lines)
    let asked = 0
    const stopped = await run(path, {}, () => ++asked > 2)
    expect(stopped.state).toBe('interrupted')
    expect(stopped.stored.invoices).toBeGreaterThan(0n)
    expect(stopped.stored.invoices).toBeLessThan(4000n)
    expect(stopped.stored.lines).toBe(stopped.stored.invoices * 3n)
    const done = await run(path, { resume: true })
    expect([done.state, done.stored.invoices, done.stored.lines]).toEqual(['complete', 4000n, 12_000n])
    expect(BigInt(done.loaded.before)).toBe(stopped.stored.invoices)
  })

  test('a killed import leaves no half invoice and is continued by the same command', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) =>
      row(String(Math.floor(i / 4)), { customer: String(i % 4 === 0 ? 100 + (i % 50) : '') }),
    )
    const path = file(lines)
    const command = () =>
      spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'orders', path], {
        env: { ...process.env, DANGOL_DATA: folder, INIT_CWD: folder },
      })
    const killed = command()
    const ended = new Promise((resolve) => killed.once('exit', resolve))
    await expect.poll(() => db.prepare('select count(*) as n from orders').get(), { interval: 5 }).not.toEqual({ n: 0 })
    killed.kill('SIGKILL')
    await ended
    expect(all('select order_row from order_lines group by order_row having count(*) <> 4')).toEqual([])
    expect(all('select id from imports where finished_at is not null')).toEqual([])
    const second = command()
    let said = ''
    second.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const code = await new Promise((resolve) => second.once('exit', resolve))
    expect([code, said]).toEqual([0, expect.stringContaining('File and shop agree exactly.')])
    expect(said).toContain('Continuing an import that was interrupted.')
    expect(all('select count(*) as orders, sum(total_minor) as minor from orders')).toEqual([
      { orders: 15_000, minor: 15_000_000 },
    ])
  })

  test('there is nothing to resume in a file that was never begun', async () => {
    await expect(run(file([row('1')]), { resume: true })).rejects.toThrow('nothing to resume')
  })
})

describe('files as they come', () => {
  test('a byte order mark, Windows line ends and no last line end do no harm', async () => {
    const { stored } = await run(file(`\uFEFF${HEADER}\r\n${row('1')}\r\n${row('2')}`))
    expect(stored.lines).toBe(2n)
    expect(all("select count(*) as n from order_lines where title_ko = 'LAMP'")).toEqual([{ n: 2 }])
  })

  test('bytes that are not UTF-8 are read as Windows-1252, field by field, and counted', async () => {
    const content = Buffer.concat([
      Buffer.from(`${HEADER}\n${row('1', { title: 'PÂTÉ 머그' })}\n`),
      Buffer.from(`${row('2', { title: 'CAF\u00c9' })}\n`, 'latin1'),
    ])
    const { loaded, printed } = await run(file(content))
    expect(all('select title_ko from order_lines order by order_row')).toEqual([
      { title_ko: 'PÂTÉ 머그' },
      { title_ko: 'CAFÉ' },
    ])
    expect(loaded.strayFields).toBe(1)
    expect(printed.join('\n')).toContain('read as Windows-1252')
  })

  test.each([
    ['nothing.csv', null, 'There is no file'],
    ['empty.csv', '', 'The file is empty.'],
    ['header.csv', 'a,b,c\n1,2,3\n', 'Say which column holds'],
    ['cut.csv.gz', gzipSync(`${HEADER}\n${row('1')}\n`).subarray(0, 60), 'cannot be read to its end'],
    ['wide.csv', Buffer.from(`\uFEFF${HEADER}\n`, 'utf16le'), 'UTF-16'],
  ])('%s is refused with a sentence and nothing is written', async (name, content, sentence) => {
    const path = content === null ? join(folder, name) : file(content, name)
    await expect(run(path)).rejects.toThrow(sentence)
    expect(all('select id from imports')).toEqual([])
  })

  test('a file without any good row is loaded, in that its report says so', async () => {
    const { state, stored, rejected } = await run(file([row('1', { price: 'x' })]))
    expect([state, stored.lines, rejected]).toEqual(['complete', 0n, 1])
    await run(file([row('2')], 'fine.csv'))
    expect(existsSync(join(folder, 'fine.csv.rejects.csv'))).toBe(false)
  })

  test('a report of an earlier run goes with the fault', async () => {
    await run(file([row('1', { price: 'x' })]))
    await run(file([row('1')]))
    expect(existsSync(join(folder, 'orders.csv.rejects.csv'))).toBe(false)
  })
})

describe('imported customers', () => {
  test('are seen by the store with their history as far as the retailer states, sign in, and can be taken back', async () => {
    const stage = await openStage()
    await run(file([row('1'), row('2', { customer: '' })]), {}, undefined, stage.db)
    const changes = await stage.changesSince()
    expect(changes.of('customer')).toMatchObject([
      {
        value: {
          number: '17850',
          name: 'Customer 17850',
          consents: { 'recog.kiosk': 'granted', 'history.view': 'granted' },
        },
      },
    ])
    expect(changes.of('history')).toMatchObject([
      {
        value: {
          order: {
            number: '1',
            channel: 'import',
            total: { minor: 250, currency: 'GBP' },
            lines: [{ sku: 'A1', title: 'LAMP' }],
          },
        },
      },
    ])
    const phone = await stage.signIn('17850')
    expect((await phone.get('/api/orders')).body).toMatchObject({
      orders: [{ number: '1', channel: 'import', lines: [{ fulfilment: null }] }],
    })
    await phone.send('PUT', '/api/consents/history.view', { state: 'withdrawn' })
    expect((await stage.changesSince(changes.cursor)).of('deleted')).toHaveLength(1)
    expect(stage.db.prepare('select distinct channel from consent_events order by 1').all()).toEqual([
      { channel: 'stated-by-retailer' },
      { channel: 'web' },
    ])
  })

  test('who has agreed to nothing has no history at the store', async () => {
    const stage = await openStage()
    const { printed } = await run(file([row('1')]), { consents: [] }, undefined, stage.db)
    const changes = await stage.changesSince()
    expect([changes.of('customer').length, changes.of('history').length]).toEqual([1, 0])
    expect(printed.join('\n')).toContain('agreed to nothing')
  })

  test('a number that has an account is that account, with its own consents', async () => {
    const stage = await openStage()
    const { alias } = stage.addMember('17850')
    await run(file([row('1')]), {}, undefined, stage.db)
    const changes = await stage.changesSince()
    expect(changes.of('customer')).toMatchObject([{ value: { id: alias, name: 'Name 17850', consents: {} } }])
    expect(changes.of('history')).toEqual([])
  })
})
