import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { NOTHING, sum } from './totals.ts'
import type { Totals } from './totals.ts'

/** Simulates seeds `from` up to `from + count - 1`, spread over threads; each shop has a thread for itself while it runs. */
export async function runMany(from: number, count: number, threads = threadsFor(count)): Promise<Totals> {
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, at) => runInThread({ from: from + at, until: from + count, step: threads })),
  )
  return parts.reduce(sum, NOTHING)
}

/** Which seeds one thread takes. */
export interface Share {
  readonly from: number
  readonly until: number
  readonly step: number
}

function runInThread(workerData: Share): Promise<Totals> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** A core is left to the rest of the machine; starting a thread costs as much as a few seeds. */
const threadsFor = (count: number): number => Math.max(1, Math.min(availableParallelism() - 1, Math.ceil(count / 10)))
