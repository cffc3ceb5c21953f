import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { freePorts } from '../free-ports.ts'
import { isReady, startChild } from '../start/child.ts'
import type { Child } from '../start/child.ts'
import { enrolMember } from './load/member.ts'
import type { Member } from './load/member.ts'
import { NEVER_MS } from './patience.ts'

/** What every process of a crash run logs: what went wrong, and no more. */
const LOG_LEVEL = 'error'

/** Where all rounds of a run take place: one online shop, and a store that has mirrored it, to be copied for each round. */
export interface Site {
  readonly folder: string
  readonly shopUrl: string
  readonly shopFile: string
  /** The data folder of a store that was never crashed. */
  readonly template: string
  readonly keys: { readonly kiosk: string; readonly tablet: string; readonly office: string }
  /** Somebody whose code every store of the run knows. */
  readonly member: Member
  close(): Promise<void>
}

/** Starts the online shop and lets a store mirror it once. Throws with the sentence of what did not start. */
export async function openSite(folder: string): Promise<Site> {
  const shopData = join(folder, 'shop')
  const template = join(folder, 'template')
  mkdirSync(template, { recursive: true })
  const [shopPort = 0, storePort = 0] = await freePorts(2)
  const shopUrl = `http://127.0.0.1:${shopPort}`
  const shop = await launch({
    name: 'online shop',
    entry: 'server/shop/main.ts',
    url: `${shopUrl}/healthz`,
    folder,
    env: { DANGOL_DATA: shopData, DANGOL_PORT: `${storePort}`, DANGOL_SHOP_PORT: `${shopPort}` },
  })
  // Before the store mirrors the shop, so that it knows the key.
  const member = await enrolMember(shopUrl)
  for (const key of ['shop-key', 'roster-key.pub']) cpSync(join(shopData, key), join(template, key))
  const store = await startStore({ folder, data: template, port: storePort, shopUrl, env: {} })
  await mirrored(`http://127.0.0.1:${storePort}`)
  await store.end()
  return {
    folder,
    shopUrl,
    shopFile: join(shopData, 'shop.sqlite'),
    template,
    member,
    keys: readKeys(template),
    close: () => shop.end(),
  }
}

/** Starts a store server as in a shop, and waits until it serves. */
export function startStore(o: {
  folder: string
  data: string
  port: number
  shopUrl: string
  env: Record<string, string>
}): Promise<Child> {
  return launch({
    name: 'store server',
    entry: 'server/src/main.ts',
    url: `http://127.0.0.1:${o.port}/healthz`,
    folder: o.folder,
    env: { DANGOL_DATA: o.data, DANGOL_PORT: `${o.port}`, DANGOL_SHOP_URL: o.shopUrl, ...o.env },
  })
}

/** Starts one of the product's processes and waits until `url` answers. Throws with its last words when it does not. */
export async function launch(o: {
  name: string
  entry: string
  url: string
  folder: string
  env: Record<string, string>
}): Promise<Child> {
  const child = startChild({
    name: o.name,
    entry: o.entry,
    env: { DANGOL_HOST: '127.0.0.1', DANGOL_LOG: LOG_LEVEL, NODE_COMPILE_CACHE: compileCache(o.folder), ...o.env },
    logFile: join(o.folder, 'processes.log'),
  })
  if (await isReady(o.url, child, NEVER_MS)) return child
  await child.end()
  throw new Error(`The ${o.name} did not start: ${child.lastWords() || 'it said nothing'}`)
}

/** Ends a process as a pulled plug does: nothing of it runs any more. */
export async function kill(child: Child): Promise<void> {
  child.process.kill('SIGKILL')
  await child.gone
}

export const isAlive = ({ process }: Child): boolean => process.exitCode === null && process.signalCode === null

/** A process that starts fifty times in a run need not read its sources anew each time. */
const compileCache = (folder: string): string => join(folder, 'compiled')

const HealthSchema = z.object({ mirroredAt: z.number().nullable() })

async function mirrored(url: string): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < NEVER_MS) {
    // On a starved machine a connection that rested may be closed in the moment it is used again.
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer !== null && HealthSchema.parse(await answer.json()).mirroredAt !== null) return
    await pause(100)
  }
  throw new Error('The store never mirrored the online shop')
}

const KeysSchema = z.object({ kiosk: z.string(), tablet: z.string(), office: z.string() })
const readKeys = (data: string): Site['keys'] =>
  KeysSchema.parse(JSON.parse(readFileSync(join(data, 'device-keys.json'), 'utf8')))
