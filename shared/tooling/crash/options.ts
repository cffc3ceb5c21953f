import { parseArgs } from 'node:util'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'

/** What `npm run crash` was asked for. */
interface CrashOptions {
  readonly rounds: number
  readonly seed: number
  readonly json: boolean
  /** Only this kind of fault; with the seed that a round printed and one round, exactly that round again. */
  readonly only: string | null
  readonly keep: boolean
}

const ROUNDS_MAX = 100_000

/** Reads the command line. Refuses: 'bad-options' with one sentence. */
export function readOptions(
  args: readonly string[],
  kinds: readonly string[],
): Result<CrashOptions, { code: 'bad-options'; why: string }> {
  const bad = (why: string) => refuse('bad-options', { why })
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '20' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        only: { type: 'string' },
        keep: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'The options cannot be read.')
  }
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX)
    return bad(`--rounds is a whole number from 1 to ${ROUNDS_MAX}.`)
  if (!Number.isInteger(seed)) return bad('--seed is a whole number.')
  if (values.only !== undefined && !kinds.includes(values.only)) return bad(`--only is one of: ${kinds.join(', ')}.`)
  return ok({ rounds, seed, json: values.json, only: values.only ?? null, keep: values.keep })
}
