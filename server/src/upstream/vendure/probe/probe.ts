import { z } from 'zod'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Probe, ProbeProblem } from '../../connector.ts'
import { DoorRefusal, GraphqlRefusal, NO_CLOCK } from '../call.ts'
import type { Call, Question } from '../call.ts'
import type { VendureMapping } from '../config.ts'
import type { FactsDesk } from '../facts.ts'
import { Halt } from '../../adapters/halt.ts'
import { misfits } from './documents-fit.ts'
import { isForbidden, missingScopes } from './scopes.ts'
import { factProblems, SETTINGS, settingsProblems, settingsVariables } from './settings.ts'

/** Open to whoever the shop knows at all. */
const KNOWN = {
  document: '{ activeChannel { id } }',
  answer: z.object({ activeChannel: z.object({ id: z.string() }) }),
} satisfies Question<z.ZodType>

/** Vendure does not say which version it is; its schema does, and it is what our documents are held against. */
const VERSION = 'Vendure 3'

export interface ProbeDeps {
  readonly call: Call
  readonly facts: FactsDesk
  readonly mapping: VendureMapping
  /** Everything that is ever asked. */
  readonly documents: readonly string[]
  readonly store: Store
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** What the shop is, and everything that keeps the link from working as configured; nothing is guessed. Throws `Halt`. */
export async function probe(deps: ProbeDeps): Promise<Probe> {
  const { call, signal, clock } = deps
  try {
    const { shopNowMs } = await call(KNOWN, {}, signal)
    const clockOffsetMs = shopNowMs - clock.nowMs()
    const problems = await missingScopes(call, signal)
    // Without them half of the questions below would be refused, and say no more.
    if (problems.length > 0) return { version: VERSION, clockOffsetMs, problems }
    return { version: VERSION, clockOffsetMs, problems: await settingsOf(deps) }
  } catch (error) {
    const problem = problemIn(error)
    if (problem === null) throw error
    return { version: VERSION, clockOffsetMs: 0, problems: [problem] }
  }
}

async function settingsOf({ call, facts, mapping, documents, store, signal }: ProbeDeps): Promise<ProbeProblem[]> {
  const mapped = new Set(namesIn(mapping))
  const unfit = await misfits(call, { documents: [...documents, SETTINGS.document], mapped, signal })
  const isOtherVersion = unfit.some(({ code }) => code === 'version')
  if (isOtherVersion) return [...unfit]
  const known = await facts.anew(signal)
  const { value } = await call(SETTINGS, settingsVariables(mapping), signal)
  const problems = [...settingsProblems(value, mapping), ...factProblems(known, mapping, store)]
  // The settings say it in better words; what they do not know of is the plugin.
  const said = new Set(problems.filter(({ code }) => code === 'field').map(({ detail }) => detail.split(' ')[0] ?? ''))
  return [...problems, ...unfit.filter(({ detail }) => ![...said].some((field) => isOf(field, detail)))]
}

const isOf = (field: string, fault: string): boolean => fault.includes(`"${field.split('.')[1] ?? ''}"`)

/** Every name that GraphQL has to know. */
function namesIn({ orderLine, order, customer, savedConfigurations: saved }: VendureMapping): string[] {
  const fields = [orderLine, order, customer, saved?.fields ?? {}].flatMap((one) => Object.values(one))
  const types = saved === null ? [] : [saved.type, saved.list, saved.save, `${saved.type}ListOptions`]
  return [...fields, ...types]
}

/** Null for a shop that merely said nothing. */
function problemIn(error: unknown): ProbeProblem | null {
  if (error instanceof GraphqlRefusal) {
    if (isForbidden(error)) return { code: 'credentials', detail: error.message }
    return error.ending.kind === 'rejected' ? { code: 'version', detail: error.message } : null
  }
  if (error instanceof DoorRefusal) return doorProblem(error)
  return error instanceof Halt && error.message === NO_CLOCK ? { code: 'clock', detail: NO_CLOCK } : null
}

function doorProblem({ status, message }: DoorRefusal): ProbeProblem | null {
  if (status === 401 || status === 403) return { code: 'credentials', detail: message }
  return status === 404 ? { code: 'version', detail: 'there is no Admin API at this address' } : null
}
