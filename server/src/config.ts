import { join } from 'node:path'
import { z } from 'zod'
import { isLoopback } from './platform/loopback.ts'
import { StartRefusal } from './platform/start-refusal.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const EnvSchema = z.object({
  DANGOL_DATA: z.string().min(1).default('data'),
  DANGOL_HOST: z.string().min(1).default('127.0.0.1'),
  DANGOL_PORT: port.default(4600),
  DANGOL_SHOP_PORT: port.optional(),
  DANGOL_SHOP_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** File with the public key of an online shop elsewhere; the embedded shop's lies in the data folder. */
  DANGOL_SHOP_ROSTER_KEY: z.string().min(1).optional(),
  /** File that says on which platform the retailer's shop runs and how it is mapped; without, the embedded shop is the shop. */
  DANGOL_LINK: z.string().min(1).optional(),
  DANGOL_TENANT: z.string().min(1).max(60).default('dangol-demo'),
  /** Names by which devices reach this server, separated by commas. Addresses need no listing. */
  DANGOL_NAMES: z.string().default(''),
  /** Which devices are trusted: those of the house by its keys (this machine only), or paired ones by their own. */
  DANGOL_TRUST: z.enum(['house', 'paired']).optional(),
  /** Folder with store.crt and store.key. */
  DANGOL_TLS: z.string().min(1).optional(),
  /** A set-up code is told that lets another office in (`office`), and makes whoever enters it a manager (`manager`). */
  DANGOL_RECOVER: z.enum(['office', 'manager']).optional(),
  DANGOL_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface StoreConfig {
  readonly data: string
  readonly database: string
  readonly host: string
  readonly port: number
  readonly shopUrl: string
  /** Null where the embedded shop is the shop. */
  readonly linkFile: string | null
  /** By which the store and the member service call the customers of a linked shop the same. */
  readonly linkKeyFile: string
  readonly tenant: string
  readonly ownNames: readonly string[]
  readonly logLevel: string
  readonly trust: 'house' | 'paired'
  /** Null where only this machine listens without. */
  readonly tlsFolder: string | null
  readonly setupCodeFile: string
  readonly recover: 'office' | 'manager' | null
  readonly storeFile: string
  readonly deviceKeysFile: string
  readonly pinKeyFile: string
  /** Decisions that an older copy of the database must not take back. */
  readonly notUndoneFile: string
  readonly shopKeyFile: string
  /** Whose signature under the shop's words counts: PEM, two keys while one replaces the other. */
  readonly rosterKeyFile: string
}

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
    linkFile: rest.DANGOL_LINK ?? null,
    linkKeyFile: join(data, 'link-key'),
    tenant: rest.DANGOL_TENANT,
    ownNames: rest.DANGOL_NAMES.toLowerCase()
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    logLevel: rest.DANGOL_LOG,
    trust: trustOf(rest),
    tlsFolder: rest.DANGOL_TLS ?? null,
    setupCodeFile: join(data, 'setup-code'),
    recover: rest.DANGOL_RECOVER ?? null,
    storeFile: join(data, 'store.json'),
    deviceKeysFile: join(data, 'device-keys.json'),
    pinKeyFile: join(data, 'pin-key'),
    notUndoneFile: join(data, 'not-undone.json'),
    shopKeyFile: join(data, 'shop-key'),
    rosterKeyFile: rest.DANGOL_SHOP_ROSTER_KEY ?? join(data, 'roster-key.pub'),
  })
}

/** Where everything of this store lies, for a tool that needs nothing else to be set. */
export const dataFolder = (env: Record<string, string | undefined>): string =>
  EnvSchema.shape.DANGOL_DATA.parse(env['DANGOL_DATA'])

/**
 * What others can reach is served with TLS and to paired devices only. Refuses to start otherwise, and says what to do.
 */
function trustOf(env: Pick<z.infer<typeof EnvSchema>, 'DANGOL_HOST' | 'DANGOL_TRUST' | 'DANGOL_TLS'>) {
  const { DANGOL_HOST: host, DANGOL_TRUST: trust, DANGOL_TLS: tls } = env
  if (isLoopback(host)) return trust ?? 'house'
  const open = `DANGOL_HOST is ${host}, which other machines can reach`
  if (trust === 'house') {
    throw new StartRefusal(
      `${open}: take DANGOL_TRUST=house away and pair the devices, or set DANGOL_HOST to 127.0.0.1.`,
    )
  }
  if (tls === undefined) {
    throw new StartRefusal(
      `${open}: make a certificate with "npm run tls" and set DANGOL_TLS to its folder, or set DANGOL_HOST to 127.0.0.1.`,
    )
  }
  return 'paired'
}
