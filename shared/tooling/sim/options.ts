import { parseArgs } from 'node:util'

export interface Options {
  readonly seeds: number
  readonly from: number
  /** Prints what happened, step by step. */
  readonly story: boolean
  /** Keeps what fails in `found/` under this name. */
  readonly keep: string | null
  /** Simulates a week of trade instead. */
  readonly week: boolean
}

/** Reads the command line. Throws one sentence for what it does not understand. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      story: { type: 'boolean', default: false },
      keep: { type: 'string' },
      week: { type: 'boolean', default: false },
    },
  })
  return {
    seeds: wholeNumber('seeds', values.seeds),
    from: wholeNumber('from', values.from),
    story: values.story,
    keep: values.keep ?? null,
    week: values.week,
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name} takes a whole number from 1, not '${text}'.`)
  return value
}
