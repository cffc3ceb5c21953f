import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { refuse } from '@dangol/domain/result/result.ts'
import { importDimacs } from './dimacs.ts'
import type { Imported } from './imported.ts'
import { importTablesJson } from './tables-json.ts'
import { importUvl } from './uvl.ts'
import { importXcsp } from './xcsp.ts'

/** Unpacked; the largest published model has some 30 MB. */
const BYTES_MAX = 256 * 1024 * 1024
const IMPORTERS: Readonly<Record<string, (text: string, file: string) => Imported>> = {
  '.uvl': importUvl,
  '.dimacs': importDimacs,
  '.cnf': importDimacs,
  '.xml': importXcsp,
  '.json': importTablesJson,
}
const SUFFIX = /^(?<name>.+?)(?<kind>\.uvl|\.dimacs|\.cnf|\.xml|\.json)(?:\.gz)?$/i

/** Name of the model that a file is by its suffix, packed with gzip or not; null for other files. */
export const modelName = (path: string): string | null => SUFFIX.exec(basename(path))?.groups?.['name'] ?? null

/** Reads a model file by its suffix: UVL, DIMACS, XCSP or tables in JSON, each packed with gzip or not. */
export function readModel(path: string): Imported {
  const file = basename(path)
  const load = IMPORTERS[SUFFIX.exec(file)?.groups?.['kind']?.toLowerCase() ?? '']
  if (load === undefined) return refuse('unsupported', { file, line: null, message: 'no kind of model file we read' })
  const text = textOf(path)
  return typeof text === 'string' ? load(text, file) : refuse(text.code, { file, line: null, message: text.message })
}

function textOf(path: string): string | { code: 'unreadable' | 'too-large'; message: string } {
  try {
    const bytes = readFileSync(path)
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
    const unpacked = isPacked ? gunzipSync(bytes, { maxOutputLength: BYTES_MAX }) : bytes
    if (unpacked.length > BYTES_MAX) return { code: 'too-large', message: `more than ${BYTES_MAX} bytes` }
    return unpacked.toString('utf8')
  } catch (error) {
    if (error instanceof RangeError) return { code: 'too-large', message: `more than ${BYTES_MAX} bytes unpacked` }
    return { code: 'unreadable', message: error instanceof Error ? error.message : 'not readable' }
  }
}
