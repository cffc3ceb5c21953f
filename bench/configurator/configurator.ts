import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { target } from '../report.ts'
import type { Bench, Target } from '../report.ts'
import { modelsOf } from './models.ts'
import { LARGE_FEATURES, openSubject, sizeOf } from './subject.ts'
import type { Source } from './subject.ts'
import type { ModelReport, Order } from './targets.ts'

/** Memory of the process of one model; a model that needs more is reported, and the others go on. */
const HEAP_MB = 4096
const MODEL_MS = 15 * 60_000
const DEFAULTS = { sessions: 20, seed: 1, deadEnds: 20_000, seconds: 3 }
const PEERS = ['logic-solver', 'clingo']

type Job = Pick<Order, 'name' | 'source' | 'sequences' | 'sales'>

/**
 * Compiles every model of a folder and plays sessions of 20 decisions with each, beside the peers that are here.
 * Options: data (folder of UVL, DIMACS, XCSP or table files), peers (comma separated, or none), sessions, seed, seconds (time for
 * each question; peers have three times as much), dead-ends (random decisions over all models; 1000000 for the whole promise).
 */
export const bench: Bench = async (options, say) => {
  const folder = options['data']
  if (folder === undefined || !existsSync(folder)) throw new Error('Say which folder: --data DIR')
  const peers = options['peers'] === undefined ? PEERS : options['peers'].split(',').filter((each) => each !== 'none')
  const seconds = number(options, 'seconds', DEFAULTS.seconds)
  const seed = number(options, 'seed', DEFAULTS.seed)
  const decisions = number(options, 'dead-ends', DEFAULTS.deadEnds)
  const { jobs, unread } = jobsOf(folder, seed)
  const figures: Record<string, number | string> = { ...unread }
  const targets: Target[] = []
  let played = 0
  for (const [at, job] of jobs.entries()) {
    say(`${job.name} (${at + 1} of ${jobs.length}) ...`)
    const report = await inOwnProcess({
      ...job,
      sessions: number(options, 'sessions', DEFAULTS.sessions),
      seed,
      peers,
      limitMs: seconds * 1000,
      peerMs: seconds * 3000,
      exactMs: seconds * 2000,
      deadEnds: Math.ceil(decisions / jobs.length),
      deadEndsMs: decisions > DEFAULTS.deadEnds ? MODEL_MS / 2 : seconds * 2000,
    })
    if (typeof report === 'string') {
      figures[`${job.name}: stopped`] = report
      targets.push(target(`${job.name}: measured to the end`, '', 0, 1, 'higher'))
      continue
    }
    played += report.deadEndDecisions
    for (const [name, value] of Object.entries(report.figures)) figures[`${job.name}: ${name}`] = value
    for (const each of report.targets) targets.push({ ...each, name: `${job.name}: ${each.name}` })
  }
  figures['random decisions in all'] = played
  return { name: 'configurator', figures, targets }
}

/** Every model that can be read, and generated ones of the sizes that are promised where the folder has none. */
function jobsOf(folder: string, seed: number): { jobs: Job[]; unread: Record<string, string> } {
  const jobs: Job[] = []
  const unread: Record<string, string> = {}
  const sizes = new Set<string>()
  for (const { path, name, sequences, sales } of modelsOf(folder)) {
    const source: Source = { kind: 'file', path }
    try {
      sizes.add(sizeOf(source, openSubject(source)))
      jobs.push({ name, source, sequences, sales })
    } catch (error) {
      unread[`${name}: not read`] = error instanceof Error ? error.message : String(error)
    }
  }
  const generated = (name: string, shape: 'car' | 'features') =>
    jobs.push({ name: `generated: ${name}`, source: { kind: 'generated', shape, seed }, sequences: null, sales: null })
  if (!sizes.has('car')) generated('a car of 268 variables', 'car')
  if (!sizes.has('large features')) generated(`${LARGE_FEATURES} features`, 'features')
  return { jobs, unread }
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
  const timer = setTimeout(() => child.kill('SIGKILL'), MODEL_MS)
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
