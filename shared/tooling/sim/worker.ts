import { parentPort, workerData } from 'node:worker_threads'
import type { Share } from './many.ts'
import { planOf } from './plan.ts'
import { run } from './run.ts'
import { NOTHING, withOutcome } from './totals.ts'

// Given by `runInThread` only.
const { from, until, step } = workerData as Share
let totals = NOTHING
for (let seed = from; seed < until; seed += step) totals = withOutcome(totals, await run(seed, planOf(seed)))
parentPort?.postMessage(totals)
