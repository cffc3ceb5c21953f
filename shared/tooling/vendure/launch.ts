import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backOffice } from './back-office.ts'
import type { Back } from './back-office.ts'
import type { Bulk } from './bulk/bulk.ts'
import { superadmin } from './graphql.ts'
import type { Ask } from './graphql.ts'
import { installVendure } from './install.ts'
import { linkTo } from './link.ts'
import { startShop } from './shop-process.ts'
import type { Webhook } from './shop-process.ts'
import { signIn } from './shopper.ts'
import type { Shopper } from './shopper.ts'
import { openTemplate } from './template.ts'

/** A real Vendure, seeded, in a process of its own. */
export interface Vendure {
  readonly url: string
  readonly adminApi: string
  readonly shopApi: string
  /** Shown as `vendure-api-key`; may do what a store needs. */
  readonly apiKey: string
  /** May read products and orders only. */
  readonly weakApiKey: string
  /** Folder with `shop.sqlite` and the secrets. */
  readonly data: string
  /** What a store's `DANGOL_LINK` file says about it. */
  readonly link: ReturnType<typeof linkTo>
  readonly pid: () => number
  /** Asks the Admin API as the one who may everything. */
  readonly admin: Ask
  readonly back: Back
  signIn(email: string): Promise<Shopper>
  /** SIGKILL: what was not committed is gone. */
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  /** Starts it again on the same address, after `kill` or from running. */
  restart(): Promise<void>
  /** Ends it; a folder that it made itself is removed. */
  stop(): Promise<void>
}

/**
 * Opens the shop: at once from the seeded copy, or after half a minute when there is none yet. Throws with one line when Vendure
 * cannot be installed; a test asks `installedVendure` first.
 * @param data a folder to keep; without, it is the shop's own and goes with it
 * @param port 0, or nothing, for any
 */
export async function openVendure(
  o: { data?: string; port?: number; webhook?: Webhook; bulk?: Bulk } = {},
): Promise<Vendure> {
  const installed = installVendure()
  if ('why' in installed) throw new Error(installed.why)
  const { home } = installed
  const data = o.data ?? mkdtempSync(join(tmpdir(), 'dangol-vendure-'))
  const keys = await openTemplate(home, data, o.bulk)
  const webhook = o.webhook === undefined ? {} : { webhook: o.webhook }
  let shop = await startShop({ home, data, port: o.port ?? 0, ...webhook })
  const { port } = shop
  const url = `http://127.0.0.1:${port}`
  const [adminApi, shopApi] = [`${url}/admin-api`, `${url}/shop-api`]
  const admin = await superadmin(adminApi)
  return {
    ...{ url, adminApi, shopApi, data, admin, ...keys },
    link: linkTo({ adminApi, data, apiKey: keys.apiKey, webhookSecret: o.webhook?.secret ?? 'no webhooks are sent' }),
    pid: () => shop.pid,
    back: backOffice(admin),
    signIn: (email) => signIn(shopApi, email),
    kill: () => shop.end('SIGKILL'),
    freeze: () => shop.freeze(),
    thaw: () => shop.thaw(),
    async restart() {
      await shop.end('SIGTERM')
      shop = await startShop({ home, data, port, ...webhook })
    },
    async stop() {
      await shop.end('SIGTERM')
      if (o.data === undefined) rmSync(data, { recursive: true, force: true })
    },
  }
}
