import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
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
  /** The store server, for whoever wants to see a store without it. */
  readonly storeServer: Part
  close(): Promise<void>
}

/** A process of the store that can go and come back. */
interface Part {
  /** Ends it as a power cut would: nothing is told, nothing is closed. */
  kill(): Promise<void>
  /** Starts it again on the same data and port. Throws with its last sentence when it does not come up. */
  start(): Promise<void>
}

interface Options {
  readonly config: StartConfig
  /** Where the processes log to, one JSON object a line; without it nowhere. */
  readonly logFile?: string
  readonly kiosk?: boolean
  readonly env?: Record<string, string>
}
type Opened = Result<Floor, { code: 'not-started'; why: string }>

/** Starts the processes in the order in which they need each other. Refuses: 'not-started' with one sentence. */
export const openFloor = (options: Options): Promise<Opened> => startFloor(options).opened

/** The same, for whoever may have to close it again before it is open. */
export function startFloor(options: Options): { opened: Promise<Opened>; close(): Promise<void> } {
  const started: Started = { children: [], wan: null, isClosing: false }
  const close = async (): Promise<void> => {
    started.isClosing = true
    for (const child of [...started.children].reverse()) await child.end()
    await started.wan?.close()
  }
  return { opened: open(options, started, close), close }
}

interface Started {
  readonly children: Child[]
  wan: WanRelay | null
  isClosing: boolean
}

async function open(options: Options, started: Started, close: () => Promise<void>): Promise<Opened> {
  const { config, logFile, kiosk = true, env = {} } = options
  const { children } = started
  const at = (port: number) => `http://${config.host}:${port}`
  // By name, since browsers make no passkey at a bare address.
  const phone = at(config.shopPort).replace('//127.0.0.1:', '//localhost:')
  const shared = { DANGOL_DATA: config.data, DANGOL_HOST: config.host, DANGOL_PORT: `${config.storePort}`, ...env }
  const notStarted = async (why: string) => {
    await close()
    return refuse('not-started', { why })
  }
  const taken = await firstTaken(config)
  if (taken !== null) return notStarted(`Port ${taken.port} is taken: set ${taken.setting} to a free one.`)
  const launch = async (name: string, entry: string, url: string, more: Record<string, string>) => {
    if (started.isClosing) return notStarted('The store was closed before it was open.')
    const child = startOne({ name, entry, env: { ...shared, ...more }, logFile }, children)
    return (await isReady(url, child)) ? null : notStarted(lastSentence(child))
  }

  const shopFailed = await launch('online shop', 'server/shop/main.ts', `${at(config.shopPort)}/healthz`, {
    DANGOL_SHOP_PORT: `${config.shopPort}`,
    DANGOL_KIOSK_URL: at(config.kioskPort),
  })
  if (shopFailed !== null) return shopFailed
  try {
    started.wan = await openWanRelay({ host: config.host, port: config.wanPort, shopPort: config.shopPort })
  } catch {
    return notStarted(`Port ${config.wanPort} is taken: set DANGOL_WAN_PORT to a free one.`)
  }
  const store = {
    name: 'store server',
    entry: 'server/src/main.ts',
    url: `${at(config.storePort)}/healthz`,
    more: { DANGOL_SHOP_URL: at(config.wanPort) },
  }
  const storeFailed = await launch(store.name, store.entry, store.url, store.more)
  if (storeFailed !== null) return storeFailed
  if (kiosk) {
    const kioskFailed = await launch('kiosk', 'kiosk/browser/main.ts', `${at(config.kioskPort)}/`, {
      DANGOL_KIOSK_PORT: `${config.kioskPort}`,
      DANGOL_STORE_URL: at(config.storePort),
      DANGOL_SHOP_URL: phone,
      DANGOL_SIMULATOR: '1',
    })
    if (kioskFailed !== null) return kioskFailed
  }
  // Devices that are paired have keys of their own, and the address gives none.
  const keys = env['DANGOL_TRUST'] === 'paired' ? null : deviceKeys(config.data)
  const staffPage = (face: 'tablet' | 'office') =>
    `${at(config.storePort)}/${face}/${keys === null ? '' : `#k=${keys[face]}`}`
  const urls = {
    kiosk: `${at(config.kioskPort)}/`,
    phone: `${phone}/`,
    tablet: staffPage('tablet'),
    office: staffPage('office'),
    store: at(config.storePort),
    shop: at(config.shopPort),
  }
  const storeServer = partOf({ ...store, env: { ...shared, ...store.more }, logFile }, children)
  return ok({ urls, wan: started.wan, children, storeServer, close })
}

interface PartOptions extends StartOptions {
  readonly url: string
}
type StartOptions = Parameters<typeof startChild>[0]

function startOne(options: StartOptions, children: Child[]): Child {
  const child = startChild(options)
  children.push(child)
  return child
}

function partOf(options: PartOptions, children: Child[]): Part {
  return {
    async kill() {
      const at = children.findIndex(({ name }) => name === options.name)
      const [child] = children.splice(at, at < 0 ? 0 : 1)
      child?.process.kill('SIGKILL')
      await child?.gone
    },
    async start() {
      const child = startOne(options, children)
      if (!(await isReady(options.url, child))) throw new Error(lastSentence(child))
    },
  }
}

/** Looked at first: another program's answer on our port must not pass for ours. */
async function firstTaken(config: StartConfig): Promise<{ port: number; setting: string } | null> {
  const wanted = [
    { port: config.storePort, setting: 'DANGOL_PORT' },
    { port: config.shopPort, setting: 'DANGOL_SHOP_PORT' },
    { port: config.kioskPort, setting: 'DANGOL_KIOSK_PORT' },
    { port: config.wanPort, setting: 'DANGOL_WAN_PORT' },
  ]
  for (const one of wanted) if (!(await isFree(config.host, one.port))) return one
  return null
}

function isFree(host: string, port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    // Any other trouble with the address is told better by the process that needs it.
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

function lastSentence(child: Child): string {
  const words = child.lastWords()
  if (words === '') return `The ${child.name} did not start.`
  // A refusal is one sentence; anything longer is a defect, and whoever mends it needs all of it.
  return words.includes('\n    at ') ? words : (words.split('\n').at(-1) ?? words)
}

/** The keys that the store server made for its devices at its first start. */
function deviceKeys(data: string): { tablet: string; office: string } {
  return JSON.parse(readFileSync(join(data, 'device-keys.json'), 'utf8')) as { tablet: string; office: string }
}
