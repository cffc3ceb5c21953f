import { ImportFault } from './imported.ts'

/** One word, symbol or quoted text of a UVL file. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'symbol'
  readonly text: string
  readonly line: number
}

/** A line of a UVL file with what its brackets hold, over several lines if need be. */
export interface UvlLine {
  readonly line: number
  /** Columns of white space before it; a tab goes to the next multiple of eight, as UVL's own parser has it. */
  readonly indent: number
  readonly tokens: readonly Token[]
}

const TAB_COLUMNS = 8
const TOKEN = new RegExp(
  [
    '(?<space>[ \\t\\f]+)',
    '(?<comment>//[^\\n]*|/\\*[^]*?\\*/)',
    '(?<end>\\r?\\n|\\r)',
    '"(?<name>[^"\\r\\n]*)"',
    "'(?<text>[^'\\r\\n]*)'",
    '(?<symbol><=>|=>|==|!=|<=|>=|[{}[\\]()!&|,<>+*/=])',
    '(?<word>[^\\s{}[\\]()!&|,<>+*/="\']+)',
  ].join('|'),
  'y',
)
const OPENS = new Set(['{', '[', '('])
const CLOSES = new Set(['}', ']', ')'])

/** Lines of a UVL text that hold something. Refuses: a quote or a bracket that never closes, a bracket that never opened. */
export function uvlLines(text: string): UvlLine[] {
  const reader = new LineReader()
  TOKEN.lastIndex = text.startsWith('\uFEFF') ? 1 : 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(text)?.groups
    if (found === undefined) {
      throw new ImportFault('malformed', reader.line, `a quote that never closes: ${excerpt(text, at)}`)
    }
    reader.take(found)
  }
  return reader.close()
}

class LineReader {
  line = 1
  readonly #lines: UvlLine[] = []
  readonly #open: Token[] = []
  #tokens: Token[] = []
  #indent = 0

  take(found: Record<string, string | undefined>): void {
    const { end, space, comment } = found
    if (space !== undefined) {
      if (this.#tokens.length === 0) this.#indent = columnsAfter(this.#indent, space)
    } else if (comment !== undefined) this.line += comment.split('\n').length - 1
    else if (end !== undefined) {
      this.line += 1
      if (this.#open.length === 0) this.#endLine()
    } else this.#takeToken(asToken(found, this.line))
  }

  close(): UvlLine[] {
    const left = this.#open.at(-1)
    if (left !== undefined) throw new ImportFault('malformed', left.line, `'${left.text}' is never closed`)
    this.#endLine()
    return this.#lines
  }

  #endLine(): void {
    const [first] = this.#tokens
    if (first !== undefined) this.#lines.push({ line: first.line, indent: this.#indent, tokens: this.#tokens })
    this.#tokens = []
    this.#indent = 0
  }

  #takeToken(token: Token): void {
    this.#tokens.push(token)
    if (token.kind !== 'symbol') return
    if (OPENS.has(token.text)) this.#open.push(token)
    else if (CLOSES.has(token.text) && this.#open.pop() === undefined) {
      throw new ImportFault('malformed', token.line, `'${token.text}' closes nothing`)
    }
  }
}

function asToken(found: Record<string, string | undefined>, line: number): Token {
  for (const kind of ['word', 'name', 'text'] as const) {
    const text = found[kind]
    if (text !== undefined) return { kind, text, line }
  }
  return { kind: 'symbol', text: found['symbol'] ?? '', line }
}

function columnsAfter(start: number, space: string): number {
  let at = start
  for (const each of space) at = each === '\t' ? (Math.floor(at / TAB_COLUMNS) + 1) * TAB_COLUMNS : at + 1
  return at
}

const excerpt = (text: string, at: number): string => text.slice(at, at + 40).split('\n')[0] ?? ''
