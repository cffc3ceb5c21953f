import { openDatabase } from '../../src/db/open.ts'
import { sentenceOf } from '../../src/platform/start-refusal.ts'
import { systemClock } from '../../src/platform/system-clock.ts'
import { createIds, systemRandom } from '../../src/platform/system-ids.ts'
import { readShopConfig } from '../config.ts'
import { SHOP_MIGRATIONS } from '../db/shop-migrations.ts'
import { secretFile } from '../../src/platform/secret-file.ts'
import { readArguments } from './arguments.ts'
import { importOrders } from './import-orders.ts'
import { ImportRefusal } from './import-refusal.ts'
import { createProgress } from './progress.ts'

const EXIT_REFUSED = 1
/** As a shell reports a program ended by Ctrl-C. */
const EXIT_INTERRUPTED = 130

try {
  process.exitCode = await run()
} catch (error) {
  const sentence = error instanceof ImportRefusal ? error.message : sentenceOf(error)
  if (sentence === null) throw error
  process.stderr.write(`${sentence}\n`)
  process.exitCode = EXIT_REFUSED
}

async function run(): Promise<number> {
  // npm runs scripts in the package's folder and says here where the person stands.
  const asked = readArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd())
  if (!asked.ok) throw new ImportRefusal(asked.error.why)
  const config = readShopConfig(process.env)
  let stopped = false
  process.once('SIGINT', () => (stopped = true))
  process.once('SIGTERM', () => (stopped = true))
  const db = openDatabase(config.database, SHOP_MIGRATIONS)
  try {
    const outcome = await importOrders(asked.value, {
      db,
      clock: systemClock,
      ids: createIds(systemClock),
      tenantKey: secretFile(config.tenantKeyFile, systemRandom),
      storeId: config.storeId,
      dataFolder: config.data,
      progress: createProgress(process.stderr),
      print: (line) => process.stdout.write(`${line}\n`),
      interrupted: () => stopped,
    })
    if (outcome.state === 'interrupted') return EXIT_INTERRUPTED
    return outcome.state === 'complete' ? 0 : EXIT_REFUSED
  } finally {
    db.close()
  }
}
