import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { modelName } from '@dangol/modelling/import/read-model.ts'

/** A model file of the folder with what lies beside it. */
export interface ModelFile {
  readonly path: string
  readonly name: string
  readonly sequences: string | null
  readonly sales: string | null
}

/** Folders below the given one that may hold models. */
const DEPTH_MAX = 3
const SEQUENCES = 'sequences'

const Sequences = z.object({
  sequences: z.array(z.array(z.tuple([z.string(), z.string()]))),
  optionsAtRoot: z.int().optional(),
  checksumFirst20: z.int().optional(),
  checksumAll50: z.int().optional(),
  checksumAll: z.int().optional(),
})
export type Sequences = z.infer<typeof Sequences>

/** Model files of a folder and those in it, by name; smaller ones first so that a first answer comes soon. */
export function modelsOf(folder: string): ModelFile[] {
  const known = filesOf(join(folder, SEQUENCES), 1)
  const files = filesOf(folder, DEPTH_MAX).filter((path) => !path.includes(`/${SEQUENCES}/`))
  const found = files.flatMap((path): ModelFile[] => {
    const name = modelName(path)
    if (name === null) return []
    const [instance] = known
      .map((each) => modelName(each) ?? '')
      .filter((each) => each !== '' && (name === each || name.startsWith(`${each}_`)))
      .sort((a, b) => b.length - a.length)
    const sequences = instance === undefined ? null : join(folder, SEQUENCES, `${instance}.json`)
    const sales = join(path, '..', `${instance ?? name}_brut.csv.gz`)
    return [{ path, name, sequences, sales: existsSync(sales) ? sales : null }]
  })
  const twice = (name: string) => found.filter((each) => each.name === name).length > 1
  const kindOf = (path: string) => /\.(\w+?)(?:\.gz)?$/.exec(path)?.[1] ?? ''
  return found.map((each) => (twice(each.name) ? { ...each, name: `${each.name}.${kindOf(each.path)}` } : each))
}

function filesOf(folder: string, depth: number): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return depth > 1 ? filesOf(path, depth - 1) : []
      return entry.isFile() ? [path] : []
    })
}

/** Decisions that are replayed, with the checksum they must give. Throws for a file of another shape. */
export const readSequences = (path: string): Sequences => Sequences.parse(JSON.parse(readFileSync(path, 'utf8')))
