/*
 * As much of GraphQL as the documents of this folder use, so that an answer made by hand holds exactly what a document asks for and a
 * field that nobody asked for is not there to be relied on. What the documents may ask for is checked against the published schema.
 */

export type Value = string | number | boolean | null | readonly Value[]
export type Args = Readonly<Record<string, Value | undefined>>
export interface Field {
  readonly name: string
  /** Text of an argument as it stands in the document: a literal, or '$name'. */
  readonly args: Readonly<Record<string, string>>
  readonly include: string | null
  readonly fields: readonly Part[] | null
}
export type Part = Field | { readonly spread: string } | { readonly on: string; readonly fields: readonly Part[] }
export interface Parsed {
  readonly fields: readonly Part[]
  readonly fragments: ReadonlyMap<string, { on: string; fields: readonly Part[] }>
}

const TOKENS = /\.\.\.|[A-Za-z_]\w*|\$\w+|"(?:[^"\\]|\\.)*"|-?\d+|[{}()[\]:!@=,]/g

/** The selection of a document with one operation and its fragments. */
export function parseDocument(document: string): Parsed {
  const tokens = document.match(TOKENS) ?? []
  const fragments = new Map<string, { on: string; fields: readonly Part[] }>()
  let fields: readonly Part[] = []
  const reader = createReader(tokens)
  while (!reader.isAtEnd()) {
    const word = reader.next()
    const name = reader.next()
    if (word === 'fragment') {
      reader.expect('on')
      fragments.set(name, { on: reader.next(), fields: selection(reader) })
    } else {
      if (reader.peek() === '(') skipBrackets(reader)
      fields = selection(reader)
    }
  }
  return { fields, fragments }
}

type Reader = ReturnType<typeof createReader>

function createReader(tokens: readonly string[]) {
  let at = 0
  const next = (): string => {
    const token = tokens[at]
    if (token === undefined) throw new Error('the document ends too early')
    at += 1
    return token
  }
  return {
    next,
    peek: (): string | undefined => tokens[at],
    isAtEnd: (): boolean => at >= tokens.length,
    expect(word: string): void {
      const token = next()
      if (token !== word) throw new Error(`${word} expected, ${token} found`)
    },
  }
}

function selection(reader: Reader): readonly Part[] {
  const parts: Part[] = []
  reader.expect('{')
  while (reader.peek() !== '}') parts.push(part(reader))
  reader.expect('}')
  return parts
}

function part(reader: Reader): Part {
  const word = reader.next()
  if (word !== '...') return field(reader, word)
  const name = reader.next()
  return name === 'on' ? { on: reader.next(), fields: selection(reader) } : { spread: name }
}

function field(reader: Reader, name: string): Field {
  const args = reader.peek() === '(' ? argumentsOf(reader) : {}
  let include: string | null = null
  if (reader.peek() === '@') {
    reader.expect('@')
    reader.expect('include')
    include = argumentsOf(reader)['if'] ?? null
  }
  return { name, args, include, fields: reader.peek() === '{' ? selection(reader) : null }
}

function argumentsOf(reader: Reader): Record<string, string> {
  const args: Record<string, string> = {}
  reader.expect('(')
  while (reader.peek() !== ')') {
    const name = reader.next()
    if (name === ',') continue
    reader.expect(':')
    args[name] = literal(reader)
  }
  reader.expect(')')
  return args
}

function literal(reader: Reader): string {
  const token = reader.next()
  if (token !== '[') return token
  const items: string[] = []
  while (reader.peek() !== ']') {
    const item = reader.next()
    if (item !== ',') items.push(item)
  }
  reader.expect(']')
  return `[${items.join(',')}]`
}

function skipBrackets(reader: Reader): void {
  let depth = 0
  do {
    const token = reader.next()
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
  } while (depth > 0)
}
