import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { isReady, startChild } from './child.ts'
import type { Child } from './child.ts'
import type { StartConfig } from './config.ts'
import { openWanRelay } from './wan-relay.ts'
import type { WanRelay } from './wan-relay.ts'

/** A whole store on one machine: online shop, the line to it, store server and a kiosk in the browser shell. */
export interface Floor {
  readonly urls: { kiosk: string; phone: string; tablet: string; office: string; store: string; shop: string }
  readonly wan: WanRelay
  readonly children: readonly Child[]
  close(): Promise<void>
}

interface Options {
  readonly config: StartConfig
  /** False while a test wants only what it asks for on the terminal. */
  readonly quiet?: boolean
  readonly kiosk?: boolean
  readonly env?: Record<string, string>
}

/** Starts the processes in the order in which they need each other. Refuses: 'not-started' with one sentence. */
export async function openFloor({
  config,
  quiet = false,
  kiosk = true,
  env = {},
}: Options): Promise<Result<Floor, { code: 'not-started'; why: string }>> {
  const children: Child[] = []
  const at = (port: number) => `http://${config.host}:${port}`
  const shared = { DANGOL_DATA: config.data, DANGOL_HOST: config.host, DANGOL_PORT: `${config.storePort}`, ...env }
  let wan: WanRelay | null = null
  const close = async () => {
    for (const child of [...children].reverse()) await child.end()
    await wan?.close()
  }
  const launch = async (name: string, entry: string, url: string, more: Record<string, string>) => {
    const child = startChild({ name, entry, env: { ...shared, ...more }, quiet: true })
    children.push(child)
    if (await isReady(url, child)) return null
    const why = lastSentence(child)
    await close()
    return refuse('not-started', { why })
  }

  const shopFailed = await launch('online shop', 'server/shop/main.ts', `${at(config.shopPort)}/healthz`, {
    DANGOL_SHOP_PORT: `${config.shopPort}`,
    DANGOL_KIOSK_URL: at(config.kioskPort),
  })
  if (shopFailed !== null) return shopFailed
  try {
    wan = await openWanRelay({ host: config.host, port: config.wanPort, shopPort: config.shopPort })
  } catch {
    await close()
    return refuse('not-started', { why: `Port ${config.wanPort} is taken: set DANGOL_WAN_PORT to a free one.` })
  }
  const storeFailed = await launch('store server', 'server/src/main.ts', `${at(config.storePort)}/healthz`, {
    DANGOL_SHOP_URL: at(config.wanPort),
  })
  if (storeFailed !== null) return storeFailed
  if (kiosk) {
    const kioskFailed = await launch('kiosk', 'kiosk/browser/main.ts', `${at(config.kioskPort)}/`, {
      DANGOL_KIOSK_PORT: `${config.kioskPort}`,
      DANGOL_STORE_URL: at(config.storePort),
      DANGOL_SHOP_URL: at(config.shopPort),
      DANGOL_SIMULATOR: '1',
    })
    if (kioskFailed !== null) return kioskFailed
  }
  if (!quiet)
    for (const child of children) child.process.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  const keys = deviceKeys(config.data)
  const urls = {
    kiosk: `${at(config.kioskPort)}/`,
    phone: `${at(config.shopPort)}/`,
    tablet: `${at(config.storePort)}/tablet/#k=${keys.tablet}`,
    office: `${at(config.storePort)}/office/#k=${keys.office}`,
    store: at(config.storePort),
    shop: at(config.shopPort),
  }
  return ok({ urls, wan, children, close })
}

function lastSentence(child: Child): string {
  const words = child.lastWords()
  return words === '' ? `The ${child.name} did not start.` : (words.split('\n').at(-1) ?? words)
}

/** The keys that the store server made for its devices at its first start. */
function deviceKeys(data: string): { tablet: string; office: string } {
  return JSON.parse(readFileSync(join(data, 'device-keys.json'), 'utf8')) as { tablet: string; office: string }
}
