import type { Row } from './answer.ts'

/** What a search looks at, by the name of its term. */
export type Terms = Readonly<Record<string, (row: Row) => string | null>>

const TERM = /(?<field>\w+):(?<how>>=|<=)?(?:'(?<quoted>(?:[^'\\]|\\.)*)'|(?<bare>[^\s']+))/g
/** Texts are found by their first letters, in any case: whoever believes a search alone takes one thing for another. */
const LOOSE = 8

/** Shopify's search as far as it is used: terms side by side, or joined by OR. */
export function search(rows: readonly Row[], query: string | null, terms: Terms): readonly Row[] {
  if (query === null || query === '') return rows
  const ways = query.split(' OR ').map((way) => [...way.matchAll(TERM)])
  return rows.filter((row) =>
    ways.some((parts) =>
      parts.every(({ groups }) => {
        const { field = '', how, quoted, bare = '' } = groups ?? {}
        const asked = quoted?.replace(/\\(.)/g, '$1') ?? bare
        const look = terms[field]
        if (look === undefined) throw new Error(`no search by ${field}`)
        return fits(look(row), how, asked)
      }),
    ),
  )
}

function fits(value: string | null, how: string | undefined, asked: string): boolean {
  if (value === null) return false
  if (how === '>=') return Date.parse(value) >= Date.parse(asked)
  if (how === '<=') return Date.parse(value) <= Date.parse(asked)
  return value.slice(0, LOOSE).toLowerCase() === asked.slice(0, LOOSE).toLowerCase()
}
