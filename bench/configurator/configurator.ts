import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { target } from '../report.ts'
import type { Bench, Target } from '../report.ts'
import { modelsOf } from './models.ts'
import { LARGE_FEATURES } from './subject.ts'
import type { ModelReport, Order } from './targets.ts'

/** Memory of the process of one model; a model that needs more is reported, and the others go on. */
const HEAP_MB = 4096
/** Beside the time for random decisions, which is as long again where more of them were wished for. */
const MODEL_MS = 5 * 60_000
const DEFAULTS = { sessions: 20, seed: 1, deadEnds: 20_000, seconds: 1 }
const PEERS = ['logic-solver', 'clingo']

type Job = Pick<Order, 'name' | 'source' | 'sequences' | 'sales'>

/**
 * Compiles every model of a folder and plays sessions of 20 decisions with each, beside the peers that are here.
 * Options: data (folder of UVL, DIMACS, XCSP or table files), peers (comma separated, or none), sessions, seed, seconds (time for
 * each question; peers have four times as much), dead-ends (random decisions over all models; 1000000 for the whole promise).
 */
export const bench: Bench = async (options, say) => {
  const folder = options['data']
  if (folder === undefined || !existsSync(folder)) throw new Error('Say which folder: --data DIR')
  const peers = options['peers'] === undefined ? PEERS : options['peers'].split(',').filter((each) => each !== 'none')
  const seconds = number(options, 'seconds', DEFAULTS.seconds)
  const seed = number(options, 'seed', DEFAULTS.seed)
  const decisions = number(options, 'dead-ends', DEFAULTS.deadEnds)
  const jobs = filesOf(folder)
  const figures: Record<string, number | string> = {}
  const sizes = new Set<string | null>()
  const targets: Target[] = []
  let played = 0
  for (let at = 0; ; at += 1) {
    // What the folder lacks of the sizes that are promised is generated.
    if (at === jobs.length) jobs.push(...missing(sizes, jobs, seed))
    const job = jobs[at]
    if (job === undefined) break
    say(`${job.name} (${at + 1} of ${jobs.length}) ...`)
    const report = await inOwnProcess({
      ...job,
      sessions: number(options, 'sessions', DEFAULTS.sessions),
      seed,
      peers,
      limitMs: seconds * 1000,
      peerMs: seconds * 4000,
      exactMs: seconds * 2000,
      deadEnds: Math.ceil(decisions / Math.max(1, jobs.length)),
      deadEndsMs: decisions > DEFAULTS.deadEnds ? MODEL_MS : seconds * 2000,
    })
    if (typeof report === 'string') {
      figures[`${job.name}: stopped`] = report
      targets.push(target(`${job.name}: measured to the end`, '', 0, 1, 'higher'))
      continue
    }
    sizes.add(report.size)
    played += report.deadEndDecisions
    for (const [name, value] of Object.entries(report.figures)) figures[`${job.name}: ${name}`] = value
    for (const each of report.targets) targets.push({ ...each, name: `${job.name}: ${each.name}` })
  }
  figures['random decisions in all'] = played
  return { name: 'configurator', figures, targets }
}

const filesOf = (folder: string): Job[] =>
  modelsOf(folder).map(({ path, name, sequences, sales }) => ({
    name,
    source: { kind: 'file', path },
    sequences,
    sales,
  }))

/** A generated model for each size that no file had. */
function missing(sizes: ReadonlySet<string | null>, jobs: readonly Job[], seed: number): Job[] {
  const generated = (name: string, shape: 'car' | 'features'): Job => ({
    name: `generated: ${name}`,
    source: { kind: 'generated', shape, seed },
    sequences: null,
    sales: null,
  })
  const all = [
    ...(sizes.has('car') ? [] : [generated('a car of 268 variables', 'car')]),
    ...(sizes.has('large features') ? [] : [generated(`${LARGE_FEATURES} features`, 'features')]),
  ]
  return all.filter(({ name }) => !jobs.some((job) => job.name === name))
}

async function inOwnProcess(order: Order): Promise<ModelReport | string> {
  const file = fileURLToPath(new URL('./model-run.ts', import.meta.url))
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, file, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let lastWords = ''
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => {
    lastWords = piece.toString()
    if (lastWords.startsWith('  ')) process.stderr.write(piece)
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), MODEL_MS + order.deadEndsMs)
  const code = await new Promise<number | null>((resolve) => void child.on('close', resolve))
  clearTimeout(timer)
  if (code === 0) return JSON.parse(output) as ModelReport
  const reason = lastWords.split('\n').find((line) => /error/i.test(line)) ?? lastWords.trim().split('\n').at(-1)
  return `${code === null ? 'ended by a signal' : `exit code ${code}`}: ${reason?.slice(0, 200) ?? ''}`
}

function number(options: Readonly<Record<string, string>>, name: string, fallback: number): number {
  const value = options[name] === undefined ? fallback : Number(options[name])
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} is a number`)
  return value
}
