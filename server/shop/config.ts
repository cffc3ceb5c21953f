import { join } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '../src/platform/start-refusal.ts'
import { demoStore } from './demo/store.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const EnvSchema = z.object({
  DANGOL_DATA: z.string().min(1).default('data'),
  DANGOL_HOST: z.string().min(1).default('127.0.0.1'),
  DANGOL_PORT: port.default(4600),
  DANGOL_SHOP_PORT: port.optional(),
  /** Where shoppers' phones find the shop, when that is not where it listens. Passkeys belong to its host name. */
  DANGOL_SHOP_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The demonstration's kiosk, for 'show to the demo kiosk'. */
  DANGOL_KIOSK_URL: z.url({ protocol: /^https?$/ }).optional(),
  DANGOL_DEMO: z.enum(['0', '1']).default('1'),
  DANGOL_TENANT: z.string().min(1).max(60).default('dangol-demo'),
  DANGOL_STORE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .default(demoStore.id),
  /** File that says on which platform the retailer's shop runs; then its customers are the members here. */
  DANGOL_LINK: z.string().min(1).optional(),
  DANGOL_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface ShopConfig {
  readonly data: string
  readonly database: string
  readonly host: string
  readonly port: number
  readonly demo: boolean
  readonly kioskUrl: string | null
  readonly publicUrl: string | null
  readonly tenant: string
  readonly storeId: string
  readonly logLevel: string
  /** Null where this is the shop itself. */
  readonly linkFile: string | null
  /** By which store and member service call the customers of a linked shop the same. */
  readonly linkKeyFile: string
  /** The facts of the store, where they are not the demonstration's. */
  readonly storeFile: string
  readonly storeKeyFile: string
  readonly tenantKeyFile: string
  /** The public half lies beside it, in `roster-key.pub`. */
  readonly rosterKeyFile: string
  readonly mailLog: string
}

/** The shop's configuration, from the environment and nowhere else. Refuses with a StartRefusal that names the variable. */
export function readShopConfig(env: Record<string, string | undefined>): ShopConfig {
  const parsed = EnvSchema.safeParse(env)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new StartRefusal(`The configuration is not usable: check ${wrong}.`)
  }
  const { DANGOL_DATA: data, ...rest } = parsed.data
  return Object.freeze({
    data,
    database: join(data, 'shop.sqlite'),
    host: rest.DANGOL_HOST,
    port: rest.DANGOL_SHOP_PORT ?? rest.DANGOL_PORT + 1,
    demo: rest.DANGOL_DEMO === '1',
    kioskUrl: rest.DANGOL_KIOSK_URL ?? null,
    publicUrl: rest.DANGOL_SHOP_PUBLIC_URL ?? null,
    tenant: rest.DANGOL_TENANT,
    storeId: rest.DANGOL_STORE,
    logLevel: rest.DANGOL_LOG,
    linkFile: rest.DANGOL_LINK ?? null,
    linkKeyFile: join(data, 'link-key'),
    storeFile: join(data, 'store.json'),
    storeKeyFile: join(data, 'shop-key'),
    tenantKeyFile: join(data, 'tenant-key'),
    rosterKeyFile: join(data, 'roster-key'),
    mailLog: join(data, 'outbox-mail.log'),
  })
}
