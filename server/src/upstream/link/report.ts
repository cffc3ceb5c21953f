import type { ProbeProblem, UnusableSchema } from '@dangol/protocol/link.ts'
import type { z } from 'zod'
import type { ShopAnswer } from '../../shop-port.ts'
import type { Probe } from '../connector.ts'
import type { DryRun } from './dry-run.ts'
import { verdictOf } from './probe-watch.ts'

type Reason = z.infer<typeof UnusableSchema>['reason']

/** What stands against a link, for whoever reads a terminal. */
const PROBLEMS: Readonly<Record<ProbeProblem['code'], string>> = {
  credentials: "The shop does not accept the store's key",
  scope: "The store's key lacks a permission",
  version: 'The shop speaks a version that the store does not know',
  field: 'A field that the link file names is not in the shop',
  sku: 'A product that the link file names is not in the shop',
  'shipping-method': 'A way of delivery that the link file names is not in the shop',
  'payment-method': 'A way of payment that the link file names is not in the shop',
  location: 'A stock location that the link file names is not in the shop',
  currency: 'The shop sells in another currency than the store',
  clock: 'The clocks of shop and store are too far apart',
  unreachable: 'The shop could not be reached',
}
const REASONS: Readonly<Record<Reason, string>> = {
  money: 'an amount that is not exact',
  currency: 'another currency',
  state: 'an unknown state',
  customer: 'a customer that is not whole',
  sku: 'an article number that cannot be used',
  location: 'an unknown location',
  document: 'a configuration that cannot be read',
  shape: 'a row of another form',
}

/** What a command prints, and whether the link may run. */
export interface Report {
  readonly text: string
  readonly isFine: boolean
}

/** How the shop answered the probe. */
export function sayProbe(host: string, answer: ShopAnswer<Probe>): Report {
  const probe = verdictOf(answer)
  if (probe === null) {
    const why = answer.kind === 'answered' ? 'it is out of reach' : answer.why
    return { isFine: false, text: `${host} did not answer: ${why}\n` }
  }
  const head = probe.version === '' ? [host] : [`${host} · version ${probe.version} · ${clock(probe.clockOffsetMs)}`]
  return { isFine: probe.problems.length === 0, text: lines([...head, ...sayProblems(probe.problems)]) }
}

/** What a dry run found. */
export function sayDryRun(host: string, { problems, samples, unusable }: DryRun): Report {
  const shown = samples.flatMap(({ feed, id, fields }) => [
    '',
    `${feed} ${id}`,
    ...fields.map(({ field, value }) => `  ${field.padEnd(16)} ${value}`),
  ])
  const aside = unusable.map(({ feed, id, reason, detail }) => `  ${feed} ${id}: ${REASONS[reason]} (${detail})`)
  return {
    isFine: problems.length === 0,
    text: lines([
      host,
      ...sayProblems(problems),
      ...(problems.length === 0 ? [`${samples.length} records were read; none was kept.`] : []),
      ...shown,
      ...(aside.length === 0 ? [] : ['', `${aside.length} would be set aside:`, ...aside]),
    ]),
  }
}

const sayProblems = (problems: readonly ProbeProblem[]): string[] =>
  problems.length === 0
    ? ['Nothing stands against the link.']
    : problems.map(({ code, detail }) => `- ${PROBLEMS[code]}: ${detail}`)

function clock(offsetMs: number): string {
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1)
  return offsetMs >= 0 ? `its clock is ${seconds} s ahead` : `its clock is ${seconds} s behind`
}

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`
