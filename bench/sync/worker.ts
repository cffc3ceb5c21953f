import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process of the benchmark's own, asked over its own channel and never over the sockets that are measured. */
export interface Worker {
  /** The worker's answer; it is whatever its handler of this name returns. */
  ask<T>(name: string, input?: unknown): Promise<T>
  readonly end: () => Promise<void>
}
type Handlers = Readonly<Record<string, (input: never) => unknown>>
interface Question {
  readonly id: number
  readonly name: string
  readonly input: unknown
}
interface Reply {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

/** Starts a file beside this one. Garbage can be collected on demand, so that memory is compared and not leftovers. */
export function startWorker(file: string, args: readonly string[] = [], flags: readonly string[] = []): Worker {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning', ...flags],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let questions = 0
  let isEnding = false
  child.on('message', ({ id, value, error }: Reply) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asker?.resolve(value as never)
    else asker?.reject(new Error(`${file}: ${error}`))
  })
  const gone = new Promise<void>((resolve) =>
    child.once('exit', (code) => {
      if (!isEnding) for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`))
      resolve()
    }),
  )
  return {
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        const id = ++questions
        waiting.set(id, { resolve, reject })
        child.send({ id, name, input } satisfies Question)
      }),
    async end() {
      isEnding = true
      // Nothing here has to be kept, and a server that says goodbye to 2,000 devices takes its time.
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Answers the process that started this one, and ends with it. */
export function serveParent(handlers: Handlers): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', ({ id, name, input }: Question) => {
    const handler = handlers[name]
    const reply = (answer: Omit<Reply, 'id'>) => process.connected && process.send?.({ id, ...answer })
    Promise.resolve()
      .then(() => handler?.(input as never))
      .then(
        (value) => reply({ value }),
        (error: unknown) => reply({ error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' }),
      )
  })
}
