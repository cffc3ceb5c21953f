/** A place where something stands: a file, and the line in it. */
export interface Place {
  readonly name: string
  readonly file: string
  readonly line: number
}

export interface Comparison {
  /** Rules that no test shows. */
  readonly untested: readonly string[]
  /** Titles that cite a rule which is not written. */
  readonly unwritten: readonly Place[]
  /** Names that two rules have. */
  readonly twice: readonly string[]
  readonly rules: number
  readonly citations: number
}

/** A rule is a bold name at the head of a list item: `- **C1** A command ...`. */
const RULE = /^- \*\*([A-Z]\d{1,2})\*\* /gm
/** A title cites rules at its head: `'[C1] [C2] a repeated command ...'`. */
const CITING_TITLE = /['"`]((?:\[[A-Z]\d{1,2}\] ?)+)/g

/** The names of the rules of a document, in its order. */
export const rulesIn = (document: string): string[] => [...document.matchAll(RULE)].map((match) => match[1] ?? '')

/** Every citation in the titles of a test file. */
export function citationsIn(file: string, source: string): Place[] {
  return [...source.matchAll(CITING_TITLE)].flatMap((match) => {
    const line = source.slice(0, match.index).split('\n').length
    return [...(match[1] ?? '').matchAll(/[A-Z]\d{1,2}/g)].map(([name]) => ({ name, file, line }))
  })
}

/** Holds the rules against the tests that claim to show them. */
export function compare(rules: readonly string[], citations: readonly Place[]): Comparison {
  const cited = new Set(citations.map(({ name }) => name))
  return {
    untested: rules.filter((rule) => !cited.has(rule)),
    unwritten: citations.filter(({ name }) => !rules.includes(name)),
    twice: rules.filter((rule, at) => rules.indexOf(rule) < at),
    rules: rules.length,
    citations: citations.length,
  }
}
