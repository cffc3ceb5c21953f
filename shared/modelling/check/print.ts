import { moneyText } from '../files/write/plain.ts'
import { placeOf, placesIn } from '../files/places.ts'
import type { ModelFile } from '../files/read.ts'
import type { Figures, Finding, FindingKind, ModelReport } from './report.ts'

/** A report as lines for whoever publishes: faults, then findings, then figures. */
export function reportLines(
  { name: file, text }: Pick<ModelFile, 'name' | 'text'>,
  { errors, findings, figures }: ModelReport,
): string[] {
  const places = placesIn(text)
  const at = (name: string) => {
    const { line, column } = placeOf(places, name) ?? { line: 1, column: 1 }
    return `${file}:${line}:${column} ${name}`
  }
  return [
    ...errors.map(({ name, sentence }) => `${at(name)}: ${sentence}`),
    ...findings.map((finding) => `${at(finding.name)}: ${findingSentence(finding)}`),
    ...(figures ? figureLines(figures).map((line) => `  ${line}`) : []),
  ]
}

const SENTENCES: Readonly<Record<FindingKind, string>> = {
  'dead-value': 'No product has this value',
  'never-applies': 'It is never asked: its "only if" cannot hold',
  'forced-value': 'Of several values only this one can be chosen',
  'redundant-rule': 'This rule excludes nothing that the others allow',
  'unreachable-price': 'No product comes to this price',
  'unreachable-lead-time': 'No product waits for this part',
  'unreachable-component': 'No product contains this part',
  'clashing-default': 'This default cannot stand beside the ones before it',
  'no-default': 'Every product needs a choice here, and there is no default',
  slower: 'It did not compile in full and is searched: right, but slower, and without counts',
}

const findingSentence = ({ kind, rules }: Finding): string =>
  rules.length === 0 ? `${SENTENCES[kind]}.` : `${SENTENCES[kind]}, because of ${rules.join(', ')}.`

function figureLines(figures: Figures): string[] {
  const { currency } = figures
  const money = (minor: number) => `${moneyText(minor, currency)} ${currency}`
  return [
    `${figures.characteristics} characteristics, ${figures.values} values, ${figures.rules} rules`,
    `${figures.variants === null ? 'unknown' : grouped(String(figures.variants))} variants`,
    `${money(figures.lowestMinor)} to ${money(figures.highestMinor)}${figures.isPriceExact ? '' : ', at the widest'}`,
    `parts within ${figures.soonestDays} to ${figures.latestDays} working days`,
    `${figures.engine}: ${figures.nodes} nodes after ${figures.steps} steps, ${figures.artefactBytes} bytes (${figures.compressedBytes} compressed)`,
    ...(figures.sawRedundancy ? [] : ['too large to look for redundant rules']),
  ]
}

const grouped = (digits: string) => digits.replace(/\B(?=(?:\d{3})+$)/g, ',')
