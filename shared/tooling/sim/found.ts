import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Step } from './plan.ts'
import { PROPERTIES } from './checks/violation.ts'

/** A failure that was found once, in its shortest form: replayed for ever. */
const FoundSchema = z.strictObject({
  seed: z.int(),
  property: z.enum(PROPERTIES),
  /** What it was, for people. */
  why: z.string(),
  steps: z.array(
    z.strictObject({ atMs: z.int().nonnegative(), who: z.string(), what: z.string(), dice: z.int().nonnegative() }),
  ),
})
export interface Found extends Omit<z.infer<typeof FoundSchema>, 'steps'> {
  readonly name: string
  readonly steps: readonly Step[]
}

const FOLDER = join(import.meta.dirname, 'found')

/** Every failure kept so far, by name. */
export function readFound(): Found[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { steps, ...found } = FoundSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))
      // Written by `keepFound`, whose steps were steps of a plan.
      return { ...found, name: file.replace(/\.json$/, ''), steps: steps as unknown as readonly Step[] }
    })
}

/** A failure as a file of `found/` holds it, ready to be pasted. */
export const foundAsText = ({ name: _name, ...found }: Found): string => {
  const steps = found.steps.map((step) => `    ${JSON.stringify(step)}`).join(',\n')
  return `${JSON.stringify({ ...found, steps: [] }, null, 2).replace('"steps": []', `"steps": [\n${steps}\n  ]`)}\n`
}

/** Keeps it: from now on a test replays it. Returns the path. */
export function keepFound(found: Found): string {
  mkdirSync(FOLDER, { recursive: true })
  const path = join(FOLDER, `${found.name}.json`)
  writeFileSync(path, foundAsText(found))
  return path
}
