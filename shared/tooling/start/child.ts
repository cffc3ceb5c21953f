import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ROOT } from '../root.ts'

/** A process of the demonstration or of a test, ended by its own id. */
export interface Child {
  readonly name: string
  readonly process: ChildProcess
  /** What it printed on stderr last, for the sentence when it dies. */
  lastWords(): string
  /** Resolves with the exit code when it is gone, and has been heard to its last word. */
  readonly gone: Promise<number>
  /** Asks it to end, and ends it when it has not by itself within `patienceMs`. */
  end(patienceMs?: number): Promise<void>
}

/** How long a process may take to end: closing its databases takes a busy machine a while. Milliseconds. */
const PATIENCE_MS = 20_000

/** Starts one of the project's entry files on this Node. What it logs goes to `logFile`, or nowhere. */
export function startChild(o: {
  name: string
  entry: string
  args?: readonly string[]
  env: Record<string, string>
  logFile?: string | undefined
}): Child {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(ROOT, o.entry), ...(o.args ?? [])],
    {
      cwd: ROOT,
      env: { ...process.env, ...o.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-4000)
    keepInLog(o.logFile, chunk)
  })
  child.stdout.resume()
  const gone = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  return {
    name: o.name,
    process: child,
    lastWords: () => words.trim(),
    gone,
    async end(patienceMs = PATIENCE_MS) {
      child.kill('SIGTERM')
      // A process that does not close in time must not outlive the one that started it.
      const late = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await gone
      clearTimeout(late)
    },
  }
}

/** A folder that cannot take the log is told of by the process that needs it; it must not end the one that only listens. */
function keepInLog(logFile: string | undefined, chunk: Buffer): void {
  if (logFile === undefined) return
  try {
    appendFileSync(logFile, chunk)
  } catch {
    return
  }
}

/** Longer than any machine takes to start; one that stands still is told of all the same. Milliseconds. */
const STARTS_WITHIN_MS = 120_000

/** Waits until `url` answers 200. Returns false when the child dies first or the time is over. */
export async function isReady(url: string, child: Child, withinMs = STARTS_WITHIN_MS): Promise<boolean> {
  const tries = Math.ceil(withinMs / 100)
  for (let i = 0; i < tries && isAlive(child); i++) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    if (answer?.status === 200) return true
    await pause(100)
  }
  // Why it died may still be on its way.
  if (!isAlive(child)) await child.gone
  return false
}

const isAlive = ({ process }: Child): boolean => process.exitCode === null && process.signalCode === null
