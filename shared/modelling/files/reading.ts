import { isAlias, isCollection, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document, Node, ParsedNode, Scalar } from 'yaml'
import { LIMITS } from './limits.ts'
import type { ModelError } from './model-error.ts'

/** A model file being read: its text, and what was found wrong so far. Every reader goes on after an error, to find them all. */
export interface Reading {
  readonly file: string
  readonly errors: ModelError[]
  /** Notes an error at a node, or `offset` characters into the text of a scalar. */
  refuse(at: Node | null | undefined, name: string, sentence: string, offset?: number): void
}

/** Opens a YAML text. `root` is null when it is no usable YAML; what is wrong is then in `reading.errors`. */
export function openReading(file: string, text: string): { reading: Reading; root: ParsedNode | null } {
  const lines = new LineCounter()
  const errors: ModelError[] = []
  const refuseAt = (position: number, name: string, sentence: string) => {
    const { line, col } = lines.linePos(position)
    if (errors.length < LIMITS.errorsMax)
      errors.push({ file, line: Math.max(line, 1), column: Math.max(col, 1), name, sentence })
  }
  const reading: Reading = {
    file,
    errors,
    refuse: (at, name, sentence, offset = 0) => refuseAt(placeOf(text, at, offset), name, sentence),
  }
  if (text.length > LIMITS.fileLengthMax) {
    refuseAt(0, 'file', `A model file has at most ${LIMITS.fileLengthMax} characters; this one has ${text.length}.`)
    return { reading, root: null }
  }
  const document = parse(text, lines)
  if (document === null) refuseAt(0, 'file', 'Lists and mappings are nested too deeply.')
  for (const { pos, message } of document?.errors ?? []) refuseAt(pos[0], 'YAML', sentenceOf(message))
  if (document === null || errors.length > 0) return { reading, root: null }
  refuseTricks(reading, document)
  return { reading, root: errors.length > 0 ? null : document.contents }
}

function parse(text: string, lineCounter: LineCounter) {
  try {
    // Failsafe: every scalar stays the text that stands there, so that 007 and 1.10 keep their digits.
    return parseDocument(text, {
      schema: 'failsafe',
      lineCounter,
      uniqueKeys: false,
      prettyErrors: false,
      strict: true,
    })
  } catch (error) {
    // The parser calls itself for each level; a file of nothing but brackets exhausts the stack.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Anchors and aliases can blow a small file up to any size, and tags ask for types that a model does not have. */
function refuseTricks(reading: Reading, document: Document.Parsed): void {
  visit(document, (_, node, path) => {
    if (isAlias(node)) reading.refuse(node, 'YAML', 'Aliases (*name) are not used here; share values with "lists".')
    else if (isScalar(node) || isCollection(node)) {
      if (node.anchor !== undefined)
        reading.refuse(node, 'YAML', 'Anchors (&name) are not used here; share values with "lists".')
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
        reading.refuse(node, 'YAML', `Tags such as ${node.tag} are not used here.`)
    }
    if (path.length <= LIMITS.depthMax * 2) return undefined
    reading.refuse(node as Node, 'YAML', 'Lists and mappings are nested too deeply.')
    return visit.BREAK
  })
}

const sentenceOf = (message: string) => `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.?$/, '.')}`

function placeOf(text: string, at: Node | null | undefined, offset: number): number {
  const start = at?.range?.[0] ?? 0
  if (offset === 0 && !(isScalar(at) && at.type?.startsWith('BLOCK'))) return start
  return isScalar(at) ? start + withinScalar(text, at, start, offset) : start
}

/** Where a character of a scalar's text stands in the file, counted from the start of the scalar. */
function withinScalar(text: string, scalar: Scalar, start: number, offset: number): number {
  const value = String(scalar.value)
  if (scalar.type === 'BLOCK_LITERAL') {
    const line = value.slice(0, offset).split('\n').length - 1
    const column = offset - (value.lastIndexOf('\n', offset - 1) + 1)
    let position = text.indexOf('\n', start) + 1
    for (let passed = 0; passed < line; passed++) position = text.indexOf('\n', position) + 1
    const indent = /^ */.exec(text.slice(position, position + 200))?.[0].length ?? 0
    // Lines of a table are written flush; what a line is indented beyond the first belongs to its text.
    const own = /^ */.exec(value.split('\n')[line] ?? '')?.[0].length ?? 0
    return position + indent - own + column - start
  }
  const quote = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE' ? 1 : 0
  const end = (scalar.range?.[1] ?? start) - start
  return Math.min(offset + quote, Math.max(end - 1, 0))
}
