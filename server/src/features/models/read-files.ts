import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { readModel } from '@dangol/modelling/files/read.ts'
import type { DryRun } from '@dangol/protocol/models.ts'

export interface ModelFileText {
  readonly name: string
  readonly text: string
}
export type ModelFault = Extract<DryRun, { kind: 'refused' }>['faults'][number]

/**
 * The model that uploaded files describe: the one named `*.yaml` or `*.yml` that is a model, and the pictures it refers to by
 * name. Refuses with every fault that the reader found.
 */
export function readFiles(
  files: readonly ModelFileText[],
): Result<ConfigModel, { code: 'model-refused'; faults: ModelFault[] }> {
  const main = mainFile(files)
  if (main === null) return { ok: false, error: { code: 'model-refused', faults: [noModel(files)] } }
  const beside = (name: string) => files.find((file) => file !== main && file.name === baseName(name))?.text ?? null
  const read = readModel({ name: main.name, text: main.text, beside })
  if (read.ok) return ok(read.value)
  return { ok: false, error: { code: 'model-refused', faults: [...read.error.errors] } }
}

/** The file that is the model; null when none is. */
export const mainFile = (files: readonly ModelFileText[]): ModelFileText | null =>
  files.find(({ name }) => /\.model\.ya?ml$/.test(name)) ?? files.find(({ name }) => /\.ya?ml$/.test(name)) ?? null

/** A fault in a line, as the model check prints it. */
export const faultLine = ({ file, line, column, name, sentence }: ModelFault): string =>
  [file, line, column].filter((part) => part !== null && part !== '').join(':') + ` ${name}: ${sentence}`

/** A browser hands over files without their folders. */
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const noModel = (files: readonly ModelFileText[]): ModelFault => ({
  file: files[0]?.name ?? '',
  line: null,
  column: null,
  name: 'files',
  sentence: 'None of these files is a model: its name ends in ".model.yaml".',
})
