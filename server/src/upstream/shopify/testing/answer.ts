import type { Args, Field, Parsed, Part, Value } from './selection.ts'

/** A list whose cursor is where in its own order somebody was, so that it stands still when other records move. */
export interface Sorted {
  readonly items: readonly Row[]
  readonly keyOf: (row: Row) => string
}
export type Row = Readonly<Record<string, unknown>>
export const sortedBy = (items: readonly Row[], keyOf: (row: Row) => string, isReverse = false): Sorted => {
  const up = items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  return { items: isReverse ? up.reverse() : up, keyOf }
}

type Variables = Readonly<Record<string, Value>>
type Resolve = (args: Args) => unknown

/** What a document asks for, of a root whose fields are values, or functions of their arguments. Throws for a field that is not there. */
export function answer(parsed: Parsed, variables: Variables, root: Row): Record<string, unknown> {
  const said = (text: string): Value | undefined => {
    if (text.startsWith('$')) return variables[text.slice(1)]
    if (/^["[\d-]/.test(text)) return JSON.parse(text) as Value
    return text === 'true' || text === 'false' ? text === 'true' : text === 'null' ? null : text
  }
  const argsOf = (field: Field): Args =>
    Object.fromEntries(Object.entries(field.args).map(([name, text]) => [name, said(text)]))

  function pick(parts: readonly Part[], from: Row): Record<string, unknown> {
    const picked: Record<string, unknown> = {}
    for (const part of parts) {
      if ('spread' in part) {
        const fragment = parsed.fragments.get(part.spread)
        if (fragment === undefined) throw new Error(`no fragment ${part.spread}`)
        Object.assign(picked, pick(fragment.fields, from))
      } else if ('on' in part) {
        if (from['__typename'] === part.on) Object.assign(picked, pick(part.fields, from))
      } else if (part.include === null || said(part.include) === true) picked[part.name] = one(part, from)
    }
    return picked
  }

  function one(field: Field, from: Row): unknown {
    if (!(field.name in from)) throw new Error(`no ${field.name} in ${Object.keys(from).join()}`)
    const value = from[field.name]
    const args = argsOf(field)
    return shape(field, args, typeof value === 'function' ? (value as Resolve)(args) : value)
  }

  function shape(field: Field, args: Args, value: unknown): unknown {
    if (value === null || value === undefined) return null
    if (field.fields === null) return value
    const { fields } = field
    const isList = fields.some((part) => 'name' in part && part.name === 'nodes')
    if (isList && !isConnected(value)) return pick(fields, page(value as Sorted | readonly Row[], args))
    return Array.isArray(value)
      ? (value as Row[]).slice(0, Number(args['first'] ?? value.length)).map((each) => shape(field, {}, each))
      : pick(fields, value as Row)
  }

  return pick(parsed.fields, root)
}

const isConnected = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'nodes' in value && 'pageInfo' in value

function page(list: Sorted | readonly Row[], args: Args): Row {
  const plain = Array.isArray(list)
  const rows = plain ? (list as readonly Row[]) : (list as Sorted).items
  const keyOf = plain ? (row: Row) => String(rows.indexOf(row)).padStart(6, '0') : (list as Sorted).keyOf
  const { after } = args
  const from = typeof after === 'string' ? afterKey(rows, keyOf, after) : 0
  const nodes = rows.slice(from, from + Number(args['first']))
  const last = nodes.at(-1)
  return {
    pageInfo: { hasNextPage: from + nodes.length < rows.length, endCursor: last === undefined ? null : keyOf(last) },
    nodes,
  }
}

function afterKey(rows: readonly Row[], keyOf: (row: Row) => string, after: string): number {
  const isDown = rows.length > 1 && keyOf(rows[0] as Row) > keyOf(rows.at(-1) as Row)
  const found = rows.findIndex((row) => (isDown ? keyOf(row) < after : keyOf(row) > after))
  return found === -1 ? rows.length : found
}
