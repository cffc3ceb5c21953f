import { parentPort, workerData } from 'node:worker_threads'
import { doJob } from './job.ts'
import type { Job } from './job.ts'

// Started by in-worker.ts with one job, and over with its answer.
parentPort?.postMessage(doJob(workerData as Job))
