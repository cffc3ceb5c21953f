import { ImportFault } from './imported.ts'
import type { ImportedModel } from './imported.ts'
import { addAllDifferent } from './xcsp-globals.ts'
import { XcspBuilder, domainValues, plain } from './xcsp-builder.ts'
import { postfix } from './xcsp-expression.ts'
import { Numbers, addIntension } from './xcsp-intension.ts'
import { attribute, child, words } from './xml.ts'
import type { Element } from './xml.ts'

/**
 * Reads the tables, predicates and allDifferent of an XCSP 2.1 instance. A domain's `optional` value means "not there" and is a
 * value like others, as the Renault models have it. Refuses: other global constraints, soft relations.
 */
export function readXcsp2(instance: Element): ImportedModel {
  const builder = new XcspBuilder()
  const domains = new Map<string, string[]>()
  for (const domain of elements(instance, 'domains', 'domain')) {
    const { optional } = domain.attributes
    const values = domainValues(domain.text, domain.line)
    domains.set(attribute(domain, 'name'), optional === undefined ? values : [...values, plain(optional)])
  }
  for (const variable of elements(instance, 'variables', 'variable')) {
    const domain = attribute(variable, 'domain')
    const values = domains.get(domain)
    if (values === undefined) throw new ImportFault('malformed', variable.line, `'${domain}' is no domain`)
    builder.addVariable(attribute(variable, 'name'), values, variable.line)
  }
  const relations = byName(elements(instance, 'relations', 'relation'))
  const predicates = byName(elements(instance, 'predicates', 'predicate'))
  const numbers = new Numbers()
  for (const constraint of elements(instance, 'constraints', 'constraint')) {
    const reference = attribute(constraint, 'reference')
    const relation = relations.get(reference)
    const predicate = predicates.get(reference)
    if (relation !== undefined) addRelation(builder, constraint, relation)
    else if (predicate !== undefined) addPredicate(builder, numbers, constraint, predicate)
    else if (/^global:all_?different$/i.test(reference)) {
      const scope = builder.scope(words(attribute(constraint, 'scope')), constraint.line)
      addAllDifferent(builder, { name: nameOf(constraint), scope, except: [], line: constraint.line })
    } else throw new ImportFault('unsupported', constraint.line, `'${reference}' is no table or predicate of this file`)
  }
  const { variables, rules } = builder
  return { problem: { variables, rules }, titles: new Map(), features: new Map(), notes: [] }
}

function elements(instance: Element, section: string, name: string): Element[] {
  return (child(instance, section)?.children ?? []).filter((each) => each.name === name)
}

const byName = (all: readonly Element[]): Map<string, Element> =>
  new Map(all.map((each) => [attribute(each, 'name'), each]))

const nameOf = (constraint: Element): string => constraint.attributes['name'] ?? `line ${constraint.line}`

function addRelation(builder: XcspBuilder, constraint: Element, relation: Element): void {
  const semantics = relation.attributes['semantics'] ?? 'supports'
  if (semantics !== 'supports' && semantics !== 'conflicts') {
    throw new ImportFault('unsupported', relation.line, `a relation of '${semantics}': choices cannot be weighed here`)
  }
  const scope = builder.scope(words(attribute(constraint, 'scope')), constraint.line)
  const rows: number[] = []
  const tuples = relation.text.split('|').filter((each) => each.trim() !== '')
  for (const [at, tuple] of tuples.entries()) {
    const cells = words(tuple)
    if (cells.length !== scope.length) {
      throw new ImportFault(
        'malformed',
        relation.line,
        `row ${at + 1} has ${cells.length} values for ${scope.length} variables`,
      )
    }
    const row = cells.map((cell, column) => builder.valueIndex(scope[column] ?? 0, plain(cell)) ?? -1)
    if (!row.includes(-1)) rows.push(...row)
  }
  const promised = relation.attributes['nbTuples']
  if (promised !== undefined && Number(promised) > tuples.length) {
    throw new ImportFault('malformed', relation.line, `${tuples.length} rows, but ${promised} are announced`)
  }
  const kind = semantics === 'supports' ? 'allow' : 'forbid'
  builder.addTable({ kind, name: nameOf(constraint), scope, rows, line: constraint.line })
}

function addPredicate(builder: XcspBuilder, numbers: Numbers, constraint: Element, predicate: Element): void {
  const { line } = constraint
  // 'int X0 int X1': every second word is a name.
  const formal = words(child(predicate, 'parameters')?.text ?? '').filter((_, at) => at % 2 === 1)
  const actual = words(child(constraint, 'parameters')?.text ?? attribute(constraint, 'scope'))
  if (formal.length !== actual.length) {
    throw new ImportFault('malformed', line, `${actual.length} parameters where the predicate has ${formal.length}`)
  }
  const given = new Map(formal.map((name, at) => [name, actual[at] ?? '']))
  const expression = child(predicate, 'expression')
  const text = expression === undefined ? undefined : child(expression, 'functional')?.text
  if (text === undefined)
    throw new ImportFault('unsupported', predicate.line, 'a predicate without a functional expression')
  const steps = postfix(
    text,
    (word) => {
      const meant = given.get(word) ?? word
      if (builder.has(meant)) return { does: 'read', variable: builder.variable(meant, line) }
      if (!/^[-+]?\d+$/.test(meant))
        throw new ImportFault('malformed', line, `'${meant}' is neither variable nor number`)
      return { does: 'push', value: Number(meant) }
    },
    line,
  )
  addIntension(builder, numbers, { name: nameOf(constraint), steps, line })
}
