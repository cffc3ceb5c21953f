import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { ConfigModel } from '../catalogue/model.ts'
import { ok, refuse } from '../result/result.ts'
import type { Result } from '../result/result.ts'
import { compileProblem } from '../solver/compile/compile.ts'
import type { Compilation } from '../solver/compile/compile.ts'
import type { Compiled } from '../solver/compiled.ts'
import { decodeCompiled, encodeCompiled } from '../solver/diagram/bytes.ts'
import { openSolver } from '../solver/open.ts'
import type { Problem } from '../solver/problem.ts'
import { decodeBase64, encodeBase64 } from '../text/base64.ts'
import { circleOf } from './circle.ts'
import { problemOf } from './problem-of.ts'
import type { ModelProblem } from './problem-of.ts'

/** The compiled form of a model, as it is stored and sent: base64 of the problem's fingerprint and the compiled bytes. */
export interface Artefact {
  readonly text: string
  readonly compilation: Compilation
}

/** First bytes of the SHA-256 of the problem: enough that no other problem is taken for it by mistake. */
const FINGERPRINT_LENGTH = 16

/**
 * Compiles a model when it is published. Refuses: 'torn' (a rule names what the model does not have, or characteristics wait
 * for each other to apply), 'void' (no product keeps all of its rules); neither may go on sale.
 */
export function compileModel(model: ConfigModel): Result<Artefact, { code: 'torn' | 'void' }> {
  const written = writtenOf(model)
  if (written === null) return refuse('torn')
  const compilation = compileProblem(written.problem)
  // A part that was left to search may still turn out to have no solution.
  if (compilation.isVoid || openSolver(written.problem, compilation.compiled) === null) return refuse('void')
  const bytes = encodeCompiled(compilation.compiled)
  const whole = new Uint8Array(FINGERPRINT_LENGTH + bytes.length)
  whole.set(fingerprintOf(written.problem))
  whole.set(bytes, FINGERPRINT_LENGTH)
  return ok({ text: encodeBase64(whole), compilation })
}

/** The compiled form, if the text is one of exactly this problem; null for any other, a damaged one, or one of another version. */
export function openArtefact({ problem }: ModelProblem, text: string): Compiled | null {
  const bytes = decodeBase64(text)
  if (bytes === null) return null
  const fingerprint = fingerprintOf(problem)
  if (fingerprint.some((byte, at) => byte !== bytes[at])) return null
  try {
    return decodeCompiled(bytes.subarray(FINGERPRINT_LENGTH))
  } catch {
    // Whoever gets none compiles for itself.
    return null
  }
}

/** Whether a text is the compiled form of a model that may go on sale. */
export function fitsModel(model: ConfigModel, text: string): boolean {
  const written = writtenOf(model)
  if (written === null) return false
  const compiled = openArtefact(written, text)
  return compiled !== null && openSolver(written.problem, compiled) !== null
}

const offered = new WeakMap<ConfigModel, string>()

/** Hands the configurator of a model its compiled form, before the model is opened. What does not fit is not used. */
export const offerArtefact = (model: ConfigModel, text: string): void => void offered.set(model, text)

/** The same for a catalogue: `compiled` by family, as far as it came. */
export function offerArtefacts(
  models: readonly ConfigModel[],
  compiled: Readonly<Record<string, string | undefined>> | undefined,
): void {
  for (const model of models) {
    const text = compiled?.[model.id]
    if (text !== undefined) offerArtefact(model, text)
  }
}

/** The compiled form that was offered for a model, if it fits. */
export function offeredFor(model: ConfigModel, written: ModelProblem): Compiled | null {
  const text = offered.get(model)
  return text === undefined ? null : openArtefact(written, text)
}

/** By what the rules say, not by how the model is written down: titles, prices and pictures are free to be in any order. */
function fingerprintOf({ variables, rules }: Problem): Uint8Array {
  const plain = rules.map((rule) => ('rows' in rule ? { ...rule, rows: Array.from(rule.rows) } : rule))
  return sha256(utf8ToBytes(JSON.stringify([variables, plain]))).slice(0, FINGERPRINT_LENGTH)
}

function writtenOf(model: ConfigModel): ModelProblem | null {
  if (circleOf(model.characteristics) !== null) return null
  try {
    return problemOf(model)
  } catch {
    // Thrown where a rule names what does not exist; a sentence about it is the model checker's.
    return null
  }
}
