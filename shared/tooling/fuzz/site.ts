import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '../free-ports.ts'
import { openFloor } from '../start/floor.ts'

/** A store server and an online shop as processes of their own, with the demonstration's data. */
export interface Site {
  readonly store: string
  readonly shop: string
  readonly keys: Readonly<Record<'kiosk' | 'tablet' | 'office', string>>
  readonly parts: readonly { readonly name: string; readonly pid: number; readonly isAlive: () => boolean }[]
  /** What a process logged as an error of its own. */
  errors(): string[]
  close(): Promise<void>
}

const ERROR_LEVEL = 50

/** Opens them on free ports. Throws with the sentence of the part that did not start. */
export async function openSite(): Promise<Site> {
  const data = mkdtempSync(join(tmpdir(), 'dangol-fuzz-'))
  const logFile = join(data, 'log')
  const [storePort = 0, shopPort = 0, kioskPort = 0, wanPort = 0] = await freePorts(4)
  const config = { data, host: '127.0.0.1', storePort, shopPort, kioskPort, wanPort }
  const floor = await openFloor({ config, logFile, kiosk: false, env: { DANGOL_LOG: 'warn' } })
  if (!floor.ok) throw new Error(floor.error.why)
  const { urls, children } = floor.value
  return {
    store: urls.store,
    shop: urls.shop,
    keys: JSON.parse(readFileSync(join(data, 'device-keys.json'), 'utf8')) as Site['keys'],
    parts: children.map(({ name, process }) => ({
      name,
      pid: process.pid ?? 0,
      isAlive: () => process.exitCode === null && process.signalCode === null,
    })),
    errors: () => readLog(logFile).filter(isError),
    async close() {
      await floor.value.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function readLog(path: string): string[] {
  try {
    // What stands after the last line is the beginning of one that is being written.
    return readFileSync(path, 'utf8').split('\n').slice(0, -1).filter(Boolean)
  } catch {
    return []
  }
}

/** Anything that is no line of the log is a stack trace, or the runtime's own complaint. */
function isError(line: string): boolean {
  try {
    const { level } = JSON.parse(line) as { level?: number | string }
    return level === 'error' || level === 'fatal' || (typeof level === 'number' && level >= ERROR_LEVEL)
  } catch {
    return !line.includes('ExperimentalWarning')
  }
}

/** Resident memory of a process. Megabytes. */
export function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
