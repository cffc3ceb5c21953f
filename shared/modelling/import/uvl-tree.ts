import { ImportFault } from './imported.ts'
import type { Token, UvlLine } from './uvl-lines.ts'

/** A feature with the groups below it; parents stand before their children in the list of features. */
export interface Feature {
  readonly name: string
  readonly line: number
  readonly groups: Group[]
  /** Formulas among its attributes: they count like those of the section `constraints`. */
  readonly constraints: (readonly Token[])[]
}

/** How many of `members` a product has that has the parent. */
export interface Group {
  readonly kind: 'mandatory' | 'optional' | 'alternative' | 'or' | 'cardinality'
  readonly min: number
  readonly max: number
  readonly line: number
  readonly members: Feature[]
}

const KINDS = ['mandatory', 'optional', 'alternative', 'or'] as const
const TYPES = new Set(['Boolean', 'Integer', 'Real', 'String'])

/** Reads the section `features`: a tree by indentation, however deep. Refuses: two roots, names twice, clones of features. */
export function uvlTree(lines: readonly UvlLine[]): Feature[] {
  const features: Feature[] = []
  const seen = new Map<string, number>()
  const above: { indent: number; node: Feature | Group }[] = []
  for (const each of lines) {
    while ((above.at(-1)?.indent ?? -1) >= each.indent) above.pop()
    const parent = above.at(-1)?.node
    if (parent !== undefined && 'groups' in parent) {
      const group = asGroup(each)
      parent.groups.push(group)
      above.push({ indent: each.indent, node: group })
      continue
    }
    const feature = asFeature(each)
    const first = seen.get(feature.name)
    if (first !== undefined) {
      throw new ImportFault('malformed', each.line, `feature '${feature.name}' stands in line ${first} already`)
    }
    seen.set(feature.name, each.line)
    if (parent === undefined && features.length > 0) {
      throw new ImportFault('malformed', each.line, `a second root feature '${feature.name}'`)
    }
    parent?.members.push(feature)
    features.push(feature)
    above.push({ indent: each.indent, node: feature })
  }
  for (const { groups } of features) for (const group of groups) checkSize(group)
  return features
}

function asGroup({ tokens, line }: UvlLine): Group {
  const [first] = tokens
  const kind = KINDS.find((each) => first?.kind === 'word' && each === first.text)
  if (kind !== undefined && tokens.length === 1) {
    return { kind, min: kind === 'optional' ? 0 : 1, max: kind === 'alternative' ? 1 : Infinity, line, members: [] }
  }
  if (first?.text !== '[') {
    throw new ImportFault('malformed', line, `a group is expected here, not '${first?.text ?? ''}'`)
  }
  const range = /^\[(\d+)(?:\.\.(\d+|\*))?\]$/.exec(tokens.map(({ text }) => text).join(''))
  if (range === null) throw new ImportFault('malformed', line, 'a cardinality is [n], [n..m] or [n..*]')
  const min = Number(range[1])
  const max = range[2] === undefined ? min : range[2] === '*' ? Infinity : Number(range[2])
  if (max < min) throw new ImportFault('malformed', line, `cardinality [${min}..${max}] ends before it starts`)
  return { kind: min === 1 && max === 1 ? 'alternative' : 'cardinality', min, max, line, members: [] }
}

function checkSize({ kind, min, line, members }: Group): void {
  if (members.length === 0) throw new ImportFault('malformed', line, 'a group without features')
  if (kind === 'cardinality' && min > members.length) {
    throw new ImportFault('malformed', line, `at least ${min} of ${members.length} features can never be`)
  }
}

function asFeature({ tokens, line }: UvlLine): Feature {
  const rest = [...tokens]
  if (rest[0]?.kind === 'word' && TYPES.has(rest[0].text) && rest[1] !== undefined && rest[1].kind !== 'symbol') {
    rest.shift()
  }
  const name = rest.shift()
  if (name === undefined || (name.kind !== 'word' && name.kind !== 'name') || name.text === '') {
    throw new ImportFault('malformed', line, `a feature is expected here, not '${name?.text ?? ''}'`)
  }
  if (rest[0]?.text === 'cardinality') {
    throw new ImportFault(
      'unsupported',
      line,
      `feature '${name.text}' may be taken several times: clones do not fit finite tables`,
    )
  }
  return { name: name.text, line, groups: [], constraints: attributeConstraints(rest, line) }
}

/** Attributes are skipped, but for the formulas among them. */
function attributeConstraints(tokens: readonly Token[], line: number): (readonly Token[])[] {
  if (tokens.length === 0) return []
  if (tokens[0]?.text !== '{' || tokens.at(-1)?.text !== '}') {
    throw new ImportFault('malformed', line, `'${tokens[0]?.text ?? ''}' after a feature's name`)
  }
  return parts(tokens.slice(1, -1)).flatMap(([key, ...value]) => {
    if (key?.kind !== 'word') return []
    if (key.text === 'constraint') return [value]
    return key.text === 'constraints' ? parts(value.slice(1, -1)) : []
  })
}

/** Splits at the commas outside of inner brackets. */
function parts(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = []
  let depth = 0
  let part: Token[] = []
  for (const token of tokens) {
    if (token.kind === 'symbol' && '{[('.includes(token.text)) depth += 1
    if (token.kind === 'symbol' && '}])'.includes(token.text)) depth -= 1
    if (depth === 0 && token.kind === 'symbol' && token.text === ',') {
      found.push(part)
      part = []
    } else part.push(token)
  }
  return [...found, part].filter((each) => each.length > 0)
}
