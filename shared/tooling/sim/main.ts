import { foundAsText, keepFound } from './found.ts'
import { runMany } from './many.ts'
import { readOptions } from './options.ts'
import type { Options } from './options.ts'
import { planOf } from './plan.ts'
import { run } from './run.ts'
import { shrink } from './shrink.ts'
import { FULL_WEEK, simulateWeek, weekInWords } from './week.ts'
import { NOTHING, withOutcome, wordsFor } from './totals.ts'
import type { Totals } from './totals.ts'

/** Of a violation, where many are listed. */
const DETAIL_CHARS = 160

/** `npm run sim -- --seeds N --from S`: simulates whole shops; prints the shortest history of the first failure. */
async function main(options: Options): Promise<number> {
  if (options.week) return tellWeek(options.from)
  const started = performance.now()
  const totals = options.story ? await tellOne(options.from) : await runMany(options.from, options.seeds)
  console.log(wordsFor(totals, performance.now() - started))
  for (const { seed, violation } of totals.failures)
    console.log(`seed ${seed}: ${violation.property}: ${violation.detail.slice(0, DETAIL_CHARS)}`)
  const [first] = totals.failures
  if (first === undefined) return 0
  await explain(first.seed, options.keep)
  return 1
}

async function tellWeek(seed: number): Promise<number> {
  const { world, evenings } = await simulateWeek(seed, FULL_WEEK)
  console.log(weekInWords(evenings))
  const violation = world.verdict.first()
  if (violation !== null) console.log(violation.property, violation.detail)
  return violation === null ? 0 : 1
}

async function tellOne(seed: number): Promise<Totals> {
  const outcome = await run(seed, planOf(seed))
  console.log(`${outcome.story.join('\n')}\n\nhistory ${outcome.hash}`)
  return withOutcome(NOTHING, outcome)
}

async function explain(seed: number, keepAs: string | null): Promise<void> {
  const { violation } = await run(seed, planOf(seed))
  if (violation === null) return console.log(`seed ${seed} does not fail again: the simulation is not deterministic`)
  const { steps, story, violation: found } = await shrink(seed, planOf(seed), violation)
  console.log(`\nThe shortest history of seed ${seed} that breaks '${violation.property}':\n`)
  console.log(`${story.join('\n')}\n\n${found?.detail ?? ''}\n`)
  const named = { name: keepAs ?? `${violation.property}-${seed}`, seed, property: violation.property, why: '', steps }
  if (keepAs === null)
    console.log(`To keep it, save this as shared/tooling/sim/found/${named.name}.json:\n${foundAsText(named)}`)
  else console.log(`Kept as ${keepFound(named)}`)
}

process.exitCode = await main(readOptions(process.argv.slice(2)))
