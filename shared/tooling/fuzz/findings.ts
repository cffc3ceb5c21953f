import { REQUESTS, TRANSPORT_REFUSALS } from '@dangol/protocol/requests.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'

/** What was wrong, and what it was thrown with. */
interface Finding {
  readonly what: string
  readonly input: string
}

/** What was thrown and how it was answered, by kind; and what must not be. */
export interface Findings {
  count(kind: string, answer: string): void
  add(what: string, input: unknown): void
  readonly all: readonly Finding[]
  readonly thrown: () => number
  summary(): string
}

const FINDINGS_MAX = 20
const INPUT_CHARS_MAX = 600

export function createFindings(): Findings {
  const counts = new Map<string, number>()
  const all: Finding[] = []
  return {
    all,
    count: (kind, answer) => void counts.set(`${kind}: ${answer}`, (counts.get(`${kind}: ${answer}`) ?? 0) + 1),
    add(what, input) {
      if (all.length < FINDINGS_MAX) all.push({ what, input: shortOf(input) })
    },
    thrown: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    summary: () =>
      [...counts]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([line, count]) => `${String(count).padStart(8)}  ${line}\n`)
        .join(''),
  }
}

function shortOf(input: unknown): string {
  try {
    // In a list everything has a text, also what JSON does not know.
    return JSON.stringify([input]).slice(1, -1).slice(0, INPUT_CHARS_MAX)
  } catch {
    return String(input).slice(0, INPUT_CHARS_MAX)
  }
}

/** Whether an answer is one of the contract: null when it is, else what is wrong with it. */
export function faultOf(name: string, answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return 'an answer that is none'
  const contract = Object.hasOwn(REQUESTS, name) ? REQUESTS[name as RequestName] : null
  if (answer.ok === true) {
    if (contract === null) return 'an unknown request was answered'
    const { success } = contract.output.safeParse('value' in answer ? answer.value : undefined)
    return success ? null : 'an answer that is not of its contract'
  }
  const code = codeOf(answer)
  if (code === 'internal') return 'internal'
  const codes: readonly string[] = [...TRANSPORT_REFUSALS, ...(contract?.refusals ?? [])]
  return code !== null && codes.includes(code) ? null : `a refusal that is none: ${code}`
}

/** Code of a refusal; 'ok' of anything else. */
export const answerName = (answer: unknown): string => codeOf(answer) ?? 'ok'

function codeOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null
  const { error } = answer
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}
