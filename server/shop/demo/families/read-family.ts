import { existsSync, readFileSync } from 'node:fs'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { errorLine } from '@dangol/modelling/files/model-error.ts'
import { readModel } from '@dangol/modelling/files/read.ts'

/** A family of the demonstration from its model file, the picture beside it. Throws with every line that is wrong. */
export function readFamily(file: URL): ConfigModel {
  const beside = (name: string) => {
    const picture = new URL(name, file)
    return existsSync(picture) ? readFileSync(picture, 'utf8') : null
  }
  const read = readModel({ name: file.pathname, text: readFileSync(file, 'utf8'), beside })
  if (read.ok) return read.value
  throw new Error(read.error.errors.map(errorLine).join('\n'))
}
