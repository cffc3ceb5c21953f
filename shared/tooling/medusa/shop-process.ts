import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePorts } from '../free-ports.ts'

export interface ShopPlace {
  /** Folder with the packages and the configuration. */
  readonly home: string
  readonly databaseUrl: string
  readonly hook?: { readonly url: string; readonly secret: string }
}

export interface ShopProcess {
  readonly url: string
  readonly pid: number
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  freeze(): void
  thaw(): void
}

export const ADMIN = { email: 'admin@example.test', password: 'a password of the test shop' } as const

/** Milliseconds a shop may take to answer; four cores may be busy with other things. */
const START_MS = 120_000
const LOOK_EVERY_MS = 200

/** Makes the tables and the one user. */
export function prepareShop(place: ShopPlace): void {
  command(place, ['db:migrate'])
  command(place, ['user', '-e', ADMIN.email, '-p', ADMIN.password])
}

/** Starts the shop and waits until it answers. Throws with its last words when it does not. */
export async function startShop(place: ShopPlace, port?: number): Promise<ShopProcess> {
  const listensOn = port ?? (await freePorts(1))[0] ?? 0
  const child = spawn(process.execPath, [cli(place), 'start', '-H', '127.0.0.1', '-p', String(listensOn)], {
    cwd: place.home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(place),
  })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)))
  }
  const url = `http://127.0.0.1:${listensOn}`
  for (let waitedMs = 0; !(await answers(url)); waitedMs += LOOK_EVERY_MS) {
    if (waitedMs > START_MS || child.exitCode !== null) throw new Error(`The shop does not answer: ${words.trim()}`)
    await pause(LOOK_EVERY_MS)
  }
  return {
    url,
    pid: child.pid ?? 0,
    async end(signal = 'SIGTERM') {
      process.off('exit', kill)
      child.kill('SIGCONT')
      child.kill(signal)
      await gone
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}

function command(place: ShopPlace, args: readonly string[]): void {
  const done = spawnSync(process.execPath, [cli(place), ...args], {
    cwd: place.home,
    env: environment(place),
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`medusa ${args[0] ?? ''} failed: ${done.stderr.slice(-500)}`)
}

const cli = ({ home }: ShopPlace): string => join(home, 'node_modules', '@medusajs', 'cli', 'cli.js')

function environment({ databaseUrl, hook }: ShopPlace): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...{ DATABASE_URL: databaseUrl, NODE_ENV: 'production', TZ: 'UTC' },
    // It would tell its maker about itself.
    MEDUSA_DISABLE_TELEMETRY: '1',
    ...(hook && { STORE_HOOK_URL: hook.url, STORE_HOOK_SECRET: hook.secret }),
  }
}
