import { Worker } from 'node:worker_threads'
import type { Job, JobDone } from './job.ts'

/** A model that takes longer to judge than this is too hard to publish as it is. Milliseconds. */
const JOB_MS_MAX = 60_000
/** Enough for the largest model that the reader lets in, with its diagrams. */
const MEMORY_MB_MAX = 1024

/**
 * Does a job beside the store server's own thread, which answers the floor meanwhile. Null when it takes too long or too much
 * memory.
 */
export async function inWorker<J extends Job>(job: J, timeMsMax = JOB_MS_MAX): Promise<JobDone<J> | null> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX },
  })
  const done = new Promise<JobDone<J> | null>((resolve) => {
    worker.once('message', resolve)
    worker.once('error', () => resolve(null))
    worker.once('exit', () => resolve(null))
  })
  const stop = setTimeout(() => void worker.terminate(), timeMsMax)
  const answer = await done
  clearTimeout(stop)
  await worker.terminate()
  return answer
}
