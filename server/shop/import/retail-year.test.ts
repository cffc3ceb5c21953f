import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { createIds, systemRandom } from '../../src/platform/system-ids.ts'
import { createTurnedClock } from '../testing/turned-clock.ts'
import { SHOP_MIGRATIONS } from '../db/shop-migrations.ts'
import { TENANT_KEY } from '../testing/shop-stage.ts'
import { importOrders } from './import-orders.ts'
import { plain } from './progress.ts'

/** The UCI "Online Retail" file: a real shop's year. It is not part of the product. */
const FILE = process.env['DANGOL_RETAIL_CSV']

test('a real year of 541,909 lines loads completely and to the last tenth of a penny, or says why it was not tried', async () => {
  if (FILE === undefined) {
    console.info('The real year was not loaded: DANGOL_RETAIL_CSV does not name uci-online-retail.csv.gz.')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'retail-year-'))
  const db = openDatabase(join(folder, 'shop.sqlite'), SHOP_MIGRATIONS)
  const time = createTurnedClock()
  try {
    const asked = { file: FILE, said: {}, consents: ['recog.kiosk', 'history.view'], resume: false } as const
    const { stored, rejected, state } = await importOrders(asked, {
      ...{ db, clock: time, ids: createIds(time, systemRandom), tenantKey: TENANT_KEY, storeId: 'seongsu' },
      ...{ dataFolder: folder, progress: plain(() => undefined), print: () => undefined, interrupted: () => false },
    })
    expect([state, rejected]).toEqual(['complete', 0])
    expect(stored).toEqual({
      ...{
        lines: 541_909n,
        invoices: 25_900n,
        guests: 3_710n,
        cancellations: 3_836n,
        customers: 4_372n,
        products: 4_070n,
      },
      ...{ totalMicro: 9_747_747_934_000n, totalMinor: 974_774_793n, orderMinor: 974_774_793n },
    })
  } finally {
    db.close()
    rmSync(folder, { recursive: true })
  }
})
