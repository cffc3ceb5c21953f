import type { Literal, Rule, Variable } from '@dangol/domain/solver/problem.ts'
import { ImportFault, importing } from './imported.ts'
import type { Imported, ImportedModel } from './imported.ts'
import { count, iff, implies, literalSentence, or, sentenceRules } from './sentence.ts'
import type { Sentence } from './sentence.ts'
import { uvlFormula } from './uvl-formula.ts'
import { uvlLines } from './uvl-lines.ts'
import type { Token, UvlLine } from './uvl-lines.ts'
import { uvlTree } from './uvl-tree.ts'
import type { Feature, Group } from './uvl-tree.ts'

/** Value of an alternative group's variable while its parent is not chosen. */
const ABSENT = '-'

/**
 * Reads a feature model in UVL. An alternative group becomes one variable `alt:PARENT` whose values are its features (and '-'
 * where the parent may be absent), a mandatory feature is its parent, and every other feature is a variable '0', '1'.
 * Refuses: imports, clones, arithmetic; each with its line.
 */
export const importUvl = (text: string, file: string): Imported => importing(file, () => read(text))

function read(text: string): ImportedModel {
  const sections = sectionsOf(uvlLines(text))
  const [foreign] = sections.get('imports') ?? []
  if (foreign !== undefined) {
    throw new ImportFault('unsupported', foreign.line, 'imports of other files are not read: put all into one file')
  }
  const features = uvlTree(sections.get('features') ?? [])
  if (features.length === 0) throw new ImportFault('malformed', null, "there is no feature under 'features'")
  const encoder = new Encoder()
  for (const [at, feature] of features.entries()) encoder.place(feature, at === 0)
  const constraints = [
    ...features.flatMap(({ constraints: own }) => own),
    ...(sections.get('constraints') ?? []).map(({ tokens }) => tokens),
  ]
  for (const tokens of constraints) encoder.constrain(tokens)
  const { variables, rules } = encoder
  return { problem: { variables, rules }, titles: new Map(), features: encoder.features, notes: [] }
}

const SECTIONS = new Set(['namespace', 'include', 'imports', 'features', 'constraints'])

/** Lines below each keyword at the left margin. */
function sectionsOf(lines: readonly UvlLine[]): Map<string, UvlLine[]> {
  const sections = new Map<string, UvlLine[]>()
  let section: UvlLine[] | undefined
  for (const each of lines) {
    const [first] = each.tokens
    if (each.indent > 0 || first === undefined) {
      if (section === undefined) throw new ImportFault('malformed', each.line, 'a line that belongs to no section')
      section.push(each)
      continue
    }
    if (first.kind !== 'word' || !SECTIONS.has(first.text)) {
      throw new ImportFault('malformed', each.line, `'${first.text}' is no section of a UVL file`)
    }
    if (sections.has(first.text)) throw new ImportFault('malformed', each.line, `'${first.text}' stands here twice`)
    section = []
    sections.set(first.text, section)
  }
  return sections
}

class Encoder {
  readonly variables: Variable[] = []
  readonly rules: Rule[] = []
  readonly features = new Map<string, Literal | null>()
  readonly #names = new Set<string>()

  /** Gives the feature's children their place; its own must be known. Parents come before children. */
  place(feature: Feature, isRoot: boolean): void {
    if (isRoot) this.features.set(feature.name, null)
    for (const group of feature.groups) {
      if (group.kind === 'mandatory' || (group.members.length === 1 && group.min === 1)) {
        const own = this.features.get(feature.name) ?? null
        for (const { name } of group.members) this.features.set(name, own)
      } else if (group.max === 1 && group.min <= 1 && group.kind !== 'optional')
        this.#placeAlternatives(feature.name, group)
      else this.#placeOptions(feature.name, group)
    }
  }

  constrain(tokens: readonly Token[]): void {
    const sentence = uvlFormula(tokens, (name) => (this.features.has(name) ? this.#has(name) : undefined))
    const text = tokens.map((token) => token.text).join(' ')
    this.#require(text, sentence, tokens[0]?.line ?? null)
  }

  #placeAlternatives(parent: string, group: Group): void {
    const mayBeAbsent = this.features.get(parent) !== null || group.min === 0
    const members = group.members.map(({ name }) => name)
    const values = mayBeAbsent ? [...members, ABSENT] : members
    const variable = this.#variable(`alt:${parent}`, values)
    members.forEach((name, at) => this.features.set(name, { variable, values: [at] }))
    if (!mayBeAbsent) return
    const some = literalSentence({ variable, values: members.map((_, at) => at) }, values.length)
    const rule = group.min === 0 ? implies : iff
    this.#require(`one of ${parent}`, rule(some, this.#has(parent)), group.line)
  }

  #placeOptions(parent: string, group: Group): void {
    const members = group.members.map(({ name }) => name)
    for (const name of members) this.features.set(name, { variable: this.#variable(name, ['0', '1']), values: [1] })
    const present = members.map((name) => this.#has(name))
    members.forEach((name, at) => {
      const own = present[at]
      if (own !== undefined) this.#require(`${name} needs ${parent}`, implies(own, this.#has(parent)), group.line)
    })
    if (group.kind === 'optional') return
    const enough =
      group.min === 1 && group.max >= members.length
        ? present.reduce(or)
        : count(present, group.min, Math.min(group.max, members.length))
    this.#require(`enough of ${parent}`, implies(this.#has(parent), enough), group.line)
  }

  #require(name: string, sentence: Sentence, line: number | null): void {
    const rules = sentenceRules(name, sentence)
    if (rules === null) throw new ImportFault('contradictory', line, `'${name}' can never hold`)
    this.rules.push(...rules)
  }

  #has(name: string): Sentence {
    const literal = this.features.get(name) ?? null
    return literalSentence(literal, literal === null ? 0 : (this.variables[literal.variable]?.values.length ?? 0))
  }

  /** A second group of a parent has a name of its own. */
  #variable(wanted: string, values: readonly string[]): number {
    let name = wanted
    for (let next = 2; this.#names.has(name); next += 1) name = `${wanted}#${next}`
    this.#names.add(name)
    return this.variables.push({ name, values }) - 1
  }
}
