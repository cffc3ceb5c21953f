import { quantiles, target, wholeOption } from '../report.ts'
import type { Bench, Report, Target } from '../report.ts'
import { CONTENDERS } from './contenders.ts'
import type { Contender } from './contenders.ts'
import { historyNames, openHistory } from './histories.ts'
import type { History } from './histories.ts'
import { ordersWithin, playRounds } from './rounds.ts'
import type { Outcome } from './rounds.ts'
import { total } from './sales.ts'

/** A history that the rules refuse for the greater part is not one of this product. */
const VALID_SHARE_MIN = 0.5
/** Keeps the whole run near two minutes. */
const QUESTIONS_MAX = 300_000
/** Shown by number of choices known; every number is in the JSON when `--every yes`. */
const SHOWN = [0, 1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 35, 40, 42, 43, 50, 60, 70, 80, 85, 86]

/** Precision with nothing known, and with so many known (Brouard, de Givry, Schiex, CP 2020; toulbar2/CFN-learn, fold 9 of 10). */
const PUBLISHED: Readonly<Record<string, { none: number; known: number; full: number }>> = {
  renault_medium: { none: 0.819, known: 42, full: 0.971 },
  renault_big: { none: 0.855, known: 86, full: 0.97 },
}

/**
 * How often the value that is recommended is the one that was taken, on the sales histories of a folder, by number of choices
 * already known; beside what sold most and naive Bayes, in the same run on the same questions. Options: data (folder), seed,
 * folds, orders (of choosing, per configuration; as many as two minutes allow), every ('yes' reports every number known).
 */
export const bench: Bench = (options, say) => Promise.resolve(run(options, say))

function run(options: Readonly<Record<string, string>>, say: (line: string) => void): Report {
  const folder = options['data']
  if (folder === undefined) throw new Error('--data FOLDER must name a folder with sales histories (NAME_brut.csv)')
  const o = {
    folds: wholeOption(options, 'folds', 10),
    seed: wholeOption(options, 'seed', 1),
  }
  const reports: Report[] = []
  for (const name of historyNames(folder)) {
    say(`${name}: opening ...`)
    const history = openHistory(folder, name, o)
    const sold = total(history.sales.sold)
    if (sold < VALID_SHARE_MIN * history.soldInFile) {
      reports.push({
        name,
        figures: { [`${name}: left out, sales that its rules allow`]: `${sold} of ${history.soldInFile}` },
        targets: [],
      })
      continue
    }
    say(`${name}: ${sold} sales of ${history.sales.rows.length} configurations, ${history.folds.length} folds ...`)
    const usual = ordersWithin(history.sales.sold, history.sales.names.length, QUESTIONS_MAX)
    const orders = wholeOption(options, 'orders', usual)
    const outcome = playRounds({ folds: history.folds, rules: history.rules, orders, seed: o.seed })
    reports.push({
      name,
      figures: {
        [`${name}: orders per configuration`]: orders,
        ...figures(history, outcome, options['every'] === 'yes'),
      },
      targets: targets(history, outcome),
    })
  }
  if (reports.length === 0) throw new Error(`no NAME_brut.csv in ${folder}`)
  return {
    name: 'nextchoice',
    figures: reports.reduce<Report['figures']>((all, one) => ({ ...all, ...one.figures }), { seed: o.seed }),
    targets: reports.flatMap((one) => one.targets),
  }
}

function figures(history: History, outcome: Outcome, every: boolean): Report['figures'] {
  const { name, sales, folds } = history
  const { timing, asked } = outcome
  const last = asked.length - 1
  const shown = every ? [...asked.keys()] : [...SHOWN.filter((count) => count < last), last]
  const table = Object.fromEntries(
    shown.map((count) => [
      `${name}: precision, ${count} known`,
      contenders()
        .map((who) => `${who} ${percent(precision(outcome, who, count))}`)
        .join(', '),
    ]),
  )
  return {
    [`${name}: sales that its rules allow`]: `${total(sales.sold)} of ${history.soldInFile}`,
    [`${name}: configurations`]: sales.rows.length,
    [`${name}: characteristics`]: sales.names.length,
    [`${name}: folds`]: `${folds.length}, ${history.areFoldsGiven ? 'given' : 'each configuration in one only'}`,
    [`${name}: answers among`]: history.isRuled ? 'values that are still possible' : 'all values: no rules given',
    ...table,
    [`${name}: precision, mean over all numbers known`]: contenders()
      .map((who) => `${who} ${percent(mean(outcome, who))}`)
      .join(', '),
    [`${name}: most that any fixed answers get with 0 known`]: percent(ceiling(history)),
    [`${name}: precision with 0 known by fold`]: outcome.atStart
      .toSorted((a, b) => a - b)
      .map(percent)
      .join(', '),
    [`${name}: learning, all characteristics, ms p50`]: quantiles(timing.learnMs).p50,
    [`${name}: answers that can show their evidence`]: percent(timing.shown / timing.answerMs.length),
    [`${name}: answers timed`]: timing.answerMs.length,
    [`${name}: answer with evidence, ms p50`]: quantiles(timing.answerMs).p50,
    [`${name}: answer with evidence, ms max`]: quantiles(timing.answerMs).max,
  }
}

function targets(history: History, outcome: Outcome): Target[] {
  const { name } = history
  const { timing } = outcome
  const always = [
    target(`${name}: answer with evidence, p99`, 'ms', quantiles(timing.answerMs).p99, 1, 'lower'),
    target(`${name}: evidence that a recount does not confirm`, 'sentences', timing.untrue, 0, 'lower'),
    target(
      `${name}: mean precision above naive Bayes`,
      'points',
      100 * (mean(outcome, 'ours') - mean(outcome, 'naive Bayes')),
      0,
      'higher',
    ),
    target(
      `${name}: mean precision above what sold most`,
      'points',
      100 * (mean(outcome, 'ours') - mean(outcome, 'most sold')),
      0,
      'higher',
    ),
  ]
  const published = PUBLISHED[name]
  if (published === undefined) return always
  const { none, known, full } = published
  const atStart = precision(outcome, 'ours', 0)
  const line = (none + full) / 2
  return [
    target(`${name}: precision with 0 known, published on one fold`, '', atStart, none, 'higher'),
    target(
      `${name}: precision with 0 known, share of the most possible`,
      '',
      atStart / ceiling(history),
      0.999,
      'higher',
    ),
    target(`${name}: precision with ${known} known`, '', precision(outcome, 'ours', known), full, 'higher'),
    target(`${name}: mean precision, above the published ends' mean`, '', mean(outcome, 'ours'), line, 'higher'),
    ...always,
  ]
}

const precision = ({ right, asked }: Outcome, who: Contender, count: number): number =>
  (right[who][count] ?? 0) / (asked[count] ?? 0)

const mean = (outcome: Outcome, who: Contender): number =>
  total([...outcome.asked.keys()].map((count) => precision(outcome, who, count))) / outcome.asked.length

/** Precision of the value most sold of all, those to be judged included: with nothing known there is nothing better to say. */
function ceiling({ folds }: History): number {
  const tests = folds.map(({ test }) => test)
  const width = tests[0]?.names.length ?? 0
  let right = 0
  for (let column = 0; column < width; column++) {
    const sold = new Map<number, number>()
    for (const test of tests) {
      test.rows.forEach((row, at) => {
        const value = row[column] ?? 0
        sold.set(value, (sold.get(value) ?? 0) + (test.sold[at] ?? 0))
      })
    }
    right += Math.max(...sold.values())
  }
  return right / width / total(tests.flatMap((test) => test.sold))
}

// The keys of the constant are exactly the contenders.
const contenders = (): Contender[] => Object.keys(CONTENDERS) as Contender[]
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
