import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'
import { z } from 'zod'
import { kill, launch } from '../../crash/site.ts'
import { freePorts } from '../../free-ports.ts'
import type { Child } from '../../start/child.ts'
import { openVendure } from '../../vendure/launch.ts'
import type { Vendure } from '../../vendure/launch.ts'
import { openHookRelay } from '../network/hook-relay.ts'
import type { HookRelay } from '../network/hook-relay.ts'
import { openShopLine } from '../network/shop-line.ts'
import type { ShopLine } from '../network/shop-line.ts'

/** A real shop, a store linked to it by a line that fails, and the member service. */
export interface Site {
  readonly vendure: Vendure
  readonly line: ShopLine
  readonly hooks: HookRelay
  readonly storeUrl: string
  /** Folder with the store's database and keys. */
  readonly data: string
  readonly keys: { readonly kiosk: string; readonly tablet: string; readonly office: string }
  /** By which store and member service call the customers. */
  readonly linkKey: string
  killStore(): Promise<void>
  startStore(): Promise<void>
  close(): Promise<void>
}

const SECRET = 'the secret of the messages of a shop that fails'
/** Until the store has taken in the whole shop. Milliseconds. */
const LOADED_WITHIN_MS = 90_000

/** Starts everything and waits until the store has mirrored the shop once. Throws with the sentence of what did not start. */
export async function openSite(folder: string, random: Random): Promise<Site> {
  const data = join(folder, 'data')
  mkdirSync(data, { recursive: true })
  const hooks = await openHookRelay(random)
  const vendure = await openVendure({ data: join(folder, 'shop'), webhook: { url: hooks.url, secret: SECRET } })
  const line = await openShopLine(vendure.url, random)
  const children: Child[] = []
  const close = async (): Promise<void> => {
    for (const child of children.toReversed()) await child.end()
    await line.close()
    await vendure.stop()
    await hooks.close()
  }
  try {
    const [port = 0, memberPort = 0] = await freePorts(2)
    const [storeUrl, memberUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${memberPort}`]
    const env = { ...linkFiles(folder, vendure, line), DANGOL_DATA: data, DANGOL_PORT: `${port}`, DANGOL_DEMO: '0' }
    const members = await launch({
      ...{ name: 'member service', entry: 'server/shop/main.ts', url: `${memberUrl}/healthz`, folder },
      // The member service is online, as the shop is: only the store's own line fails.
      env: { ...env, DANGOL_SHOP_PORT: `${memberPort}`, DANGOL_LINK: env.memberLink },
    })
    children.push(members)
    const start = () =>
      launch({
        ...{ name: 'store server', entry: 'server/src/main.ts', url: `${storeUrl}/healthz`, folder },
        env: { ...env, DANGOL_SHOP_URL: memberUrl },
      })
    let store = await start()
    children.push(store)
    hooks.aim(`${storeUrl}/hooks/shop`)
    const keys = KeysSchema.parse(JSON.parse(readFileSync(join(data, 'device-keys.json'), 'utf8')))
    const linkKey = readFileSync(join(data, 'link-key'), 'utf8').trim()
    return {
      ...{ vendure, line, hooks, storeUrl, data, keys, linkKey, close },
      async killStore() {
        children.splice(children.indexOf(store), 1)
        await kill(store)
      },
      async startStore() {
        store = await start()
        children.push(store)
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

const KeysSchema = z.object({ kiosk: z.string(), tablet: z.string(), office: z.string() })

/** The store's link goes by the line that fails, the member service's straight to the shop. */
function linkFiles(folder: string, vendure: Vendure, line: ShopLine) {
  const [store, members] = [join(folder, 'link.json'), join(folder, 'member-link.json')]
  writeFileSync(store, JSON.stringify({ ...vendure.link, url: `${line.url}/admin-api` }))
  writeFileSync(members, JSON.stringify(vendure.link))
  return { DANGOL_LINK: store, memberLink: members }
}

/** Waits until `isLoaded` says that the store has everything. */
export async function loaded(isLoaded: () => boolean | Promise<boolean>): Promise<void> {
  const startedAt = performance.now()
  while (!(await isLoaded())) {
    if (performance.now() - startedAt > LOADED_WITHIN_MS) throw new Error('The store never took in the shop.')
    await pause(250)
  }
}
