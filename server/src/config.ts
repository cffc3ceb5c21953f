import { join } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from './platform/start-refusal.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const EnvSchema = z.object({
  DANGOL_DATA: z.string().min(1).default('data'),
  DANGOL_HOST: z.string().min(1).default('127.0.0.1'),
  DANGOL_PORT: port.default(4600),
  DANGOL_SHOP_PORT: port.optional(),
  DANGOL_SHOP_URL: z.url({ protocol: /^https?$/ }).optional(),
  DANGOL_TENANT: z.string().min(1).max(60).default('dangol-demo'),
  /** Names by which devices reach this server, separated by commas. Addresses need no listing. */
  DANGOL_NAMES: z.string().default(''),
  DANGOL_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface StoreConfig {
  readonly data: string
  readonly database: string
  readonly host: string
  readonly port: number
  readonly shopUrl: string
  readonly tenant: string
  readonly ownNames: readonly string[]
  readonly logLevel: string
  readonly storeFile: string
  readonly deviceKeysFile: string
  readonly shopKeyFile: string
}
  readonly pinKeyFile: string

/** The store server's configuration, from the environment and nowhere else. Refuses with a StartRefusal that names the variable. */
export function readConfig(env: Record<string, string | undefined>): StoreConfig {
  const parsed = EnvSchema.safeParse(env)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new StartRefusal(`The configuration is not usable: check ${wrong}.`)
  }
  const { DANGOL_DATA: data, DANGOL_PORT, DANGOL_SHOP_PORT, DANGOL_SHOP_URL, ...rest } = parsed.data
  return Object.freeze({
    data,
    database: join(data, 'store.sqlite'),
    host: rest.DANGOL_HOST,
    port: DANGOL_PORT,
    shopUrl: DANGOL_SHOP_URL ?? `http://127.0.0.1:${DANGOL_SHOP_PORT ?? DANGOL_PORT + 1}`,
    tenant: rest.DANGOL_TENANT,
    ownNames: rest.DANGOL_NAMES.toLowerCase()
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    logLevel: rest.DANGOL_LOG,
    storeFile: join(data, 'store.json'),
    deviceKeysFile: join(data, 'device-keys.json'),
    shopKeyFile: join(data, 'shop-key'),
  })
}
    pinKeyFile: join(data, 'pin-key'),
