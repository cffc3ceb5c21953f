import { parseArgs } from 'node:util'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'

/** What `npm run faults` was asked for. */
export interface FaultOptions {
  readonly seed: number
  /** Orders that the store places meanwhile. */
  readonly orders: number
  /** Things that change in the shop meanwhile. */
  readonly changes: number
  /** Keeps the databases and logs, whatever came of it. */
  readonly keep: boolean
}

const MOST = 100_000

/** Reads the command line. Refuses: 'bad-options' with one sentence. */
export function readOptions(args: readonly string[]): Result<FaultOptions, { code: 'bad-options'; why: string }> {
  const bad = (why: string) => refuse('bad-options', { why })
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        orders: { type: 'string', default: '500' },
        changes: { type: 'string', default: '2000' },
        keep: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'The options cannot be read.')
  }
  const { values, positionals } = parsed
  if (positionals.length !== 1 || positionals[0] !== 'upstream') return bad('Say what to disturb: upstream.')
  const [seed, orders, changes] = [Number(values.seed), Number(values.orders), Number(values.changes)]
  if (!Number.isInteger(seed)) return bad('--seed is a whole number.')
  for (const [name, value] of Object.entries({ orders, changes })) {
    if (!Number.isInteger(value) || value < 1 || value > MOST)
      return bad(`--${name} is a whole number from 1 to ${MOST}.`)
  }
  return ok({ seed, orders, changes, keep: values.keep })
}
