import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Compiled } from '@dangol/domain/solver/compiled.ts'
import { encodeCompiled } from '@dangol/domain/solver/diagram/bytes.ts'
import { openSolver } from '@dangol/domain/solver/open.ts'
import type { Session } from '@dangol/domain/solver/session.ts'
import { quantiles, round } from '../report.ts'
import { cnfOf } from './cnf.ts'
import { seekDeadEnds } from './dead-ends.ts'
import { judgeExactness } from './exactness.ts'
import { readSequences } from './models.ts'
import { Clingo, hasClingo } from './peers/clingo.ts'
import { ClingoWasm } from './peers/clingo-wasm.ts'
import { openLogicSolver } from './peers/logic-solver.ts'
import { PeerGaveUp } from './peers/peer.ts'
import type { Peer } from './peers/peer.ts'
import { questionsOf, seededPrices, timePossible, timeQuestion } from './questions.ts'
import type { Timed } from './questions.ts'
import { race } from './race.ts'
import type { RaceResult } from './race.ts'
import { replaySales } from './sales.ts'
import { Choices, randomSessions, recordedSessions } from './sessions.ts'
import type { Played } from './sessions.ts'
import { compileSubject, openSubject, sizeOf } from './subject.ts'
import type { Subject } from './subject.ts'
import { overSame, targetsOf } from './targets.ts'
import type { ModelReport, Order } from './targets.ts'

/** Measures one model in a process of its own and prints the report; the order comes as JSON on the command line. */
const order = JSON.parse(process.argv[2] ?? '{}') as Order
const figures: Record<string, number | string> = {}
const say = (line: string) => process.stderr.write(`  ${order.name}: ${line}\n`)
process.stdout.write(JSON.stringify(await measure()))
process.exit(0)

async function measure(): Promise<ModelReport> {
  const importedFrom = performance.now()
  let subject: Subject
  try {
    subject = openSubject(order.source)
  } catch (error) {
    figures['not read'] = error instanceof Error ? error.message : String(error)
    return { size: null, figures, targets: [], deadEndDecisions: 0 }
  }
  figures['import, ms'] = round(performance.now() - importedFrom)
  const { problem, starts } = subject
  figures['variables'] = problem.variables.length
  figures['values'] = starts.at(-1) ?? 0
  figures['rules'] = problem.rules.length
  if (subject.tuples > 0) figures['tuples'] = subject.tuples
  say('compiling ...')
  const { compiled, figures: parts, ms: compileMs } = compileSubject(subject)
  figures['compile, ms'] = round(compileMs)
  figures['nodes'] = parts.reduce((sum, { nodes }) => sum + nodes, 0)
  figures['variables left to search'] = parts.reduce(
    (sum, part) => sum + (part.leftOut === null ? 0 : part.variables),
    0,
  )
  const gzipBytes = weigh(compiled)
  const session = openSolver(problem, compiled)?.open()
  if (session === undefined) throw new Error('the model has no solution')
  const sums = replay(subject, session)
  const cost = seededPrices(subject, order.seed)
  say('measuring ...')
  const times = measureAnswers(subject, session, sums.played)
  const races = await racePeers(subject, session, sums.played, times)
  const disagreements = await compareAnswers(subject, session, sums.played)
  const deadEnds = seekDeadEnds(subject, session, {
    decisions: order.deadEnds,
    limitMs: order.deadEndsMs,
    seed: order.seed,
    cost,
  })
  figures['random decisions without looking back'] = deadEnds.decisions
  const unexplained = order.sales === null ? null : countSales(subject, session, order.sales)
  const size = sizeOf(order.source, subject)
  return {
    size,
    figures,
    targets: targetsOf({
      size,
      isLeftToSearch: parts.some(({ leftOut }) => leftOut === 'over-budget'),
      compileMs,
      gzipBytes,
      times,
      races,
      wrongSums: sums.wrong,
      disagreements,
      deadEnds: deadEnds.found,
      unexplained,
    }),
    deadEndDecisions: deadEnds.decisions,
  }
}

/** Size of what a screen loads, and what loading costs a process that has done nothing else. */
function weigh(compiled: Compiled): number {
  const bytes = encodeCompiled(compiled)
  const packed = gzipSync(bytes, { level: 9 })
  figures['artefact, kB'] = round(bytes.length / 1000)
  figures['artefact packed, kB'] = round(packed.length / 1000)
  const folder = mkdtempSync(join(tmpdir(), 'dangol-artefact-'))
  try {
    const path = join(folder, 'artefact.gz')
    writeFileSync(path, packed)
    const child = fileURLToPath(new URL('./load-run.ts', import.meta.url))
    const { stdout } = spawnSync(process.execPath, ['--expose-gc', child, path, JSON.stringify(order.source)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const Load = z.object({ loadMs: z.number(), firstMs: z.number(), rssMb: z.number() })
    const { loadMs, firstMs, rssMb } = Load.parse(JSON.parse(stdout))
    figures['load and first answer, cold, ms'] = round(loadMs)
    figures['first decision, cold, ms'] = round(firstMs)
    figures['memory of a loaded model, MB'] = round(rssMb)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return packed.length
}

/** The sessions that everybody plays: those of the file beside the model, else seeded ones. `wrong` counts sums that differ. */
function replay(subject: Subject, session: Session): { played: Played; wrong: number } {
  const beside = order.sequences === null ? null : readSequences(order.sequences)
  const recorded = beside === null ? null : recordedSessions(subject, beside)
  if (beside === null || recorded === null) {
    figures['sessions'] = beside === null ? 'seeded' : 'seeded (those beside speak of another form of the model)'
    return { played: randomSessions(subject, session, order.sessions, order.seed), wrong: 0 }
  }
  figures['sessions'] = `recorded, ${recorded.sessions.length}`
  session.clear()
  const root = recorded.count(session.possible())
  let sum = 0
  const after = recorded.sessions.map((decisions) => {
    const choices = new Choices(subject)
    session.clear()
    for (const decision of decisions) {
      choices.take(decision)
      session.restrict(decision.variable, decision.values)
      sum += recorded.count(choices.within(session.possible()))
    }
    return sum
  })
  const wanted: [string, number | undefined, number | undefined][] = [
    ['options at the root', root, beside.optionsAtRoot],
    ['checksum of 20 sessions', after[19], beside.checksumFirst20],
    ['checksum of 50 sessions', after[49], beside.checksumAll50],
    ['checksum of all sessions', after.at(-1), beside.checksumAll],
  ]
  let wrong = 0
  for (const [name, found, expected] of wanted) {
    if (expected === undefined) continue
    if (found !== expected) wrong += 1
    figures[name] = found === expected ? `${expected} as recorded` : `${found ?? 'none'}, but ${expected} is recorded`
  }
  return { played: recorded, wrong }
}

function measureAnswers(subject: Subject, session: Session, played: Played): Timed[] {
  const { limitMs, seed } = order
  const times = [timePossible(session, played, limitMs)]
  for (const [name, ask] of Object.entries(questionsOf(subject, seededPrices(subject, seed)))) {
    times.push(timeQuestion(subject, session, played, { name, ask, limitMs, seed }))
  }
  for (const { name, ms, fastest } of times) {
    if (ms.length > 0) {
      write(name, ms)
      const { p50, p99 } = quantiles(fastest)
      figures[`${name}, fastest of the rounds, ms p50 / p99`] = `${p50} / ${p99}`
    } else figures[`${name}, ms`] = 'no answer on this engine'
  }
  session.clear()
  const count = session.count()
  if (count !== null) figures['products'] = count < 10n ** 30n ? `${count}` : `a number of ${`${count}`.length} digits`
  figures['floor: reading the answer, ms p50'] = floor(session)
  write('noise of the machine: a loop of fixed length', noise())
  return times
}

function write(name: string, ms: readonly number[]): void {
  const { p50, p99, max } = quantiles(ms)
  figures[`${name}, ms p50 / p99 / max`] = `${p50} / ${p99} / ${max} (${ms.length} times)`
}

/** What no engine can be faster than: reading one answer once. */
function floor(session: Session): number {
  const possible = session.possible()
  let sum = 0
  const times = Array.from({ length: 2000 }, () => {
    const from = performance.now()
    for (let slot = 0; slot < possible.length; slot += 1) sum += possible[slot] ?? 0
    return performance.now() - from
  })
  return sum < 0 ? 0 : quantiles(times.slice(1000)).p50
}

/** The same work again and again: what its times differ by is the machine's doing, not ours. */
function noise(): number[] {
  let state = 1
  const times = Array.from({ length: 4000 }, () => {
    const from = performance.now()
    for (let turn = 0; turn < 50_000; turn += 1) state = Math.imul(state, 48_271) + 11
    return performance.now() - from
  })
  return state === 0 ? [] : times.slice(2000)
}

async function racePeers(
  subject: Subject,
  session: Session,
  played: Played,
  times: readonly Timed[],
): Promise<RaceResult[]> {
  const results: RaceResult[] = []
  for (const name of order.peers) {
    say(`${name} ...`)
    const result = await raceOne(subject, session, played, name)
    if (result === null) continue
    results.push(result)
    const { peer, ms, gaveUp } = result
    if (gaveUp !== null) figures[ms.length > 0 ? `${peer} stopped` : `${peer} gave no answer`] = gaveUp
    if (ms.length === 0) continue
    write(peer, ms)
    const theirs = quantiles(ms)
    const own = overSame(times, ms.length)
    figures[`possible values over the decisions of ${peer}, ms p50 / p99`] = `${own.p50} / ${own.p99}`
    figures[`${peer}, times slower p50 / p99`] = `${round(theirs.p50 / own.p50)} / ${round(theirs.p99 / own.p99)}`
  }
  return results
}

/** A peer that cannot even begin has no times. */
async function raceOne(subject: Subject, session: Session, played: Played, name: string): Promise<RaceResult | null> {
  let peer: Peer | null = null
  try {
    peer = openPeer(name, subject)
    if (peer === null) return null
    return await race(subject, session, played, { peer, limitMs: raceMs(subject) })
  } catch (error) {
    if (!(error instanceof PeerGaveUp)) throw error
    return { peer: name, ms: [], sessions: 0, disagreements: 0, gaveUp: error.message }
  } finally {
    peer?.close()
  }
}

/** How many times slower others are is promised for cars: those ratios are to rest on more answers. */
function raceMs(subject: Subject): number {
  return order.peerMs * (sizeOf(order.source, subject) === 'car' ? 4 : 1)
}

function openPeer(name: string, subject: Subject): Peer | null {
  if (name === 'logic-solver') return openLogicSolver(cnfOf(subject.problem), raceMs(subject))
  if (name === 'clingo' && hasClingo()) return new Clingo(cnfOf(subject.problem))
  if (name === 'clingo' || name === 'clingo-wasm') {
    figures['clingo-wasm'] = 'reads and grounds the model again for every decision, which its times contain'
    return new ClingoWasm(cnfOf(subject.problem))
  }
  figures[name] = 'not known here'
  return null
}

/** Differences from independent engines; null when none could be asked. */
async function compareAnswers(subject: Subject, session: Session, played: Played): Promise<number | null> {
  say('comparing every kind of answer with other engines ...')
  const cnf = cnfOf(subject.problem)
  const clingo = hasClingo() ? new Clingo(cnf) : null
  try {
    const cost = seededPrices(subject, order.seed)
    const judges = {
      sat: openLogicSolver(cnf, order.peerMs * 2),
      clingo,
      cost,
      limitMs: order.exactMs,
      seed: order.seed,
    }
    const { compared, differences } = await judgeExactness(subject, session, played, judges)
    for (const [what, times] of Object.entries(compared)) figures[`compared with other engines: ${what}`] = times
    for (const [at, difference] of differences.slice(0, 3).entries()) figures[`difference ${at + 1}`] = difference
    return differences.length
  } catch (error) {
    figures['comparison stopped'] = error instanceof Error ? error.message : String(error)
    return null
  } finally {
    clingo?.close()
  }
}

function countSales(subject: Subject, session: Session, path: string): number {
  const result = replaySales(subject, session, path)
  figures['sold rows accepted'] =
    `${result.acceptedRows} of ${result.rows} (${result.acceptedSales} of ${result.sales} sales)`
  figures['sold rows with a value the model does not have'] = result.unknownValue
  figures['sold rows refused by a named rule'] = [...result.byRule.values()].reduce((sum, each) => sum + each, 0)
  return result.unexplained
}
