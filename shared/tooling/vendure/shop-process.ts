import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { VENDURE } from './install.ts'

export interface ShopProcess {
  readonly pid: number
  readonly port: number
  /** Ends it as its operator would, or, with SIGKILL, as a power cut would. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  freeze(): void
  thaw(): void
}

export interface ShopPlace {
  /** Folder with the packages. */
  readonly home: string
  /** Folder with the shop's database. */
  readonly data: string
  /** 0 for any. */
  readonly port: number
  readonly webhook?: Webhook
}
export interface Webhook {
  readonly url: string
  readonly secret: string
}

/** Milliseconds a shop may take to answer; four cores may be busy with other things. */
const START_MS = 120_000

/** Starts the shop and waits until it answers. Throws with its last words when it does not. */
export async function startShop({ home, data, port, webhook }: ShopPlace): Promise<ShopProcess> {
  const child = spawn(process.execPath, [join(VENDURE, 'shop', 'main.mjs')], {
    cwd: data,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // It would tell its maker about itself.
      VENDURE_DISABLE_TELEMETRY: 'true',
      ...{ VENDURE_HOME: home, SHOP_DATA: data, SHOP_PORT: String(port) },
      ...(webhook && { SHOP_WEBHOOK_URL: webhook.url, SHOP_WEBHOOK_SECRET: webhook.secret }),
    },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let words = ''
  const ready = new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), START_MS)
    const listen = (chunk: Buffer): void => {
      words = (words + chunk.toString()).slice(-4_000)
      const said = /^\{"port":(\d+)\}$/m.exec(words)?.[1]
      if (said === undefined) return
      clearTimeout(late)
      resolve(Number(said))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => {
      clearTimeout(late)
      reject(new Error(`The shop ended before it answered: ${words.trim()}`))
    })
  })
  const listensOn = await ready
  return {
    pid: child.pid ?? 0,
    port: listensOn,
    async end(signal) {
      child.kill('SIGCONT')
      child.kill(signal)
      await gone
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  }
}
