import type { Compiled, CompiledPart } from '../compiled.ts'
import { ArtefactError, ColumnReader, ColumnWriter, damaged, fingerprint } from './columns.ts'
import { COLUMNS, eachColumn, readAscending, readDiagram, writeAscending, writeDiagram } from './diagram-columns.ts'
import type { Columns } from './diagram-columns.ts'
import { shareParts } from './share.ts'

const MAGIC = [0x44, 0x67, 0x4d, 0x6c]
const VERSION = 1
/** Magic, version, three spare bytes, fingerprint of what follows. */
const HEAD_LENGTH = 16
/**
 * The form in which screens load a compiled problem; made to be packed by gzip or brotli on its way. Parts of products are shared
 * on the way in, so what is decoded says the same in fewer words.
 */
export function encodeCompiled({ parts }: Compiled): Uint8Array {
  const columns = eachColumn(() => new ColumnWriter())
  columns.shapes.write(parts.length)
  for (const part of parts) writePart(columns, part)
  const written = COLUMNS.map((name) => columns[name].bytes())
  let at = HEAD_LENGTH + 4 * COLUMNS.length
  const bytes = new Uint8Array(written.reduce((sum, { length }) => sum + length, at))
  const view = new DataView(bytes.buffer)
  written.forEach((column, number) => {
    view.setUint32(HEAD_LENGTH + 4 * number, column.length, true)
    bytes.set(column, at)
    at += column.length
  })
  bytes.set([...MAGIC, VERSION])
  const [one, other] = fingerprint(bytes.subarray(HEAD_LENGTH))
  view.setUint32(8, one, true)
  view.setUint32(12, other, true)
  return bytes
}

/**
 * What `encodeCompiled` wrote. Throws an ArtefactError for anything else: a byte that changed, a part that is missing, a version
 * that is not ours. Every index is checked, and that each solution has each variable once.
 */
export function decodeCompiled(bytes: Uint8Array): Compiled {
  const columns = openColumns(bytes)
  const count = columns.shapes.read()
  if (count > bytes.length) damaged('more parts than bytes')
  const parts = Array.from({ length: count }, () => readPart(columns))
  if (COLUMNS.some((name) => columns[name].left > 0)) damaged('something is left over')
  const seen = new Uint8Array(parts.reduce((sum, { variables }) => sum + variables.length, 0))
  for (const { variables } of parts) {
    for (const variable of variables) {
      if (seen[variable] !== 0) damaged('parts are not of one whole')
      seen[variable] = 1
    }
  }
  return { parts }
}

function openColumns(bytes: Uint8Array): Columns<ColumnReader> {
  if (bytes.length < HEAD_LENGTH + 4 * COLUMNS.length || MAGIC.some((byte, at) => bytes[at] !== byte)) {
    throw new ArtefactError('not-a-compiled-model', 'these bytes are no compiled model')
  }
  if (bytes[4] !== VERSION) throw new ArtefactError('other-version', `version ${bytes[4]}, this is ${VERSION}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [one, other] = fingerprint(bytes.subarray(HEAD_LENGTH))
  if (view.getUint32(8, true) !== one || view.getUint32(12, true) !== other) damaged('the fingerprint differs')
  if (bytes[5] !== 0 || bytes[6] !== 0 || bytes[7] !== 0) damaged('the head is not as written')
  let at = HEAD_LENGTH + 4 * COLUMNS.length
  let number = 0
  const columns = eachColumn(() => {
    const start = at
    at += view.getUint32(HEAD_LENGTH + 4 * number++, true)
    if (at > bytes.length) damaged('a column is cut off')
    return new ColumnReader(bytes.subarray(start, at))
  })
  return at === bytes.length ? columns : damaged('something follows')
}

function writePart(columns: Columns<ColumnWriter>, { variables, diagram }: CompiledPart): void {
  columns.shapes.write(variables.length)
  writeAscending(columns.variables, variables)
  columns.shapes.write(diagram === null ? 0 : 1)
  if (diagram !== null) writeDiagram(columns, shareParts(diagram))
}

function readPart(columns: Columns<ColumnReader>): CompiledPart {
  const count = columns.shapes.read()
  const variables = readAscending(columns.variables, count)
  const kind = columns.shapes.read()
  if (kind > 1) damaged('a part of a kind unknown')
  return { variables, diagram: kind === 0 ? null : readDiagram(columns, count) }
}
