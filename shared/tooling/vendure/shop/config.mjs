import { createHash, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { customFields } from './fields.mjs'
import { AgreedPrices, deliveryCalculator } from './prices.mjs'
import { savedConfigurations } from './saved-configurations.mjs'
import { core, sqlite } from './vendure.mjs'
import { webhooks } from './webhooks.mjs'

/**
 * A Korean retailer's Vendure, in one process on one SQLite file.
 * @param {{ data: string, port: number, isNew: boolean, webhook?: { url: string, secret: string } }} o
 */
export function shopConfig({ data, port, isNew, webhook }) {
  return core.mergeConfig(core.defaultConfig, {
    logger: new core.DefaultLogger({ level: core.LogLevel.Warn, timestamp: false }),
    defaultLanguageCode: core.LanguageCode.ko,
    apiOptions: {
      ...{ hostname: '127.0.0.1', port, adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
      ...{ adminListQueryLimit: 1_000, shopListQueryLimit: 100 },
    },
    authOptions: {
      tokenMethod: ['bearer', 'api-key'],
      superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
      requireVerification: false,
      adminApiKeyStrategy: new core.RandomBytesApiKeyStrategy({
        hashingStrategy: new KeyDigest(),
        lastUsedAtUpdateInterval: '1m',
      }),
    },
    // Comparing the tables with the entities takes a second: only where there are none yet.
    dbConnectionOptions: {
      ...{ type: 'better-sqlite3', driver: sqlite, database: join(data, 'shop.sqlite') },
      ...{ synchronize: isNew, logging: false, enableWAL: true },
    },
    // Whole won: a won has no smaller part, and this shop says so.
    entityOptions: { moneyStrategy: new WholeWon() },
    importExportOptions: { importAssetsDir: data },
    orderOptions: { orderItemPriceCalculationStrategy: new AgreedPrices() },
    shippingOptions: { shippingCalculators: [core.defaultShippingCalculator, deliveryCalculator] },
    paymentOptions: { paymentMethodHandlers: [core.dummyPaymentHandler] },
    customFields,
    plugins: [
      core.DefaultJobQueuePlugin.init({ useDatabaseForBuffer: true, pollInterval: 100, concurrency: 2 }),
      savedConfigurations,
      ...(webhook === undefined ? [] : [webhooks(webhook)]),
    ],
  })
}

/**
 * A key is checked at every request and is 32 random bytes: nobody guesses it, so a slow hash protects nothing and costs a third of a
 * second each time, which is what Vendure comes with.
 */
class KeyDigest {
  async hash(key) {
    return createHash('sha256').update(key).digest('hex')
  }
  async check(key, digest) {
    return timingSafeEqual(Buffer.from(await this.hash(key)), Buffer.from(digest))
  }
}

class WholeWon extends core.DefaultMoneyStrategy {
  precision = 0
}
