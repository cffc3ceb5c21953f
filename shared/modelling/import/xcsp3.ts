import { ImportFault } from './imported.ts'
import type { ImportedModel } from './imported.ts'
import { XcspBuilder, domainValues } from './xcsp-builder.ts'
import { Numbers } from './xcsp-intension.ts'
import { addConstraint } from './xcsp3-constraints.ts'
import type { Reading } from './xcsp3-constraints.ts'
import { ArrayNames } from './xcsp3-names.ts'
import { attribute, child, words } from './xml.ts'
import type { Element } from './xml.ts'

/** Constraints after groups are written out. */
const CONSTRAINTS_MAX = 1_000_000

/**
 * Reads variables, arrays, groups and blocks of an XCSP3 instance with tables, expressions, allDifferent, sums, counts and
 * instantiations. Refuses: other constraints, by name and line. An objective is left out: a shopper chooses, not the file.
 */
export function readXcsp3(instance: Element): ImportedModel {
  const builder = new XcspBuilder()
  const reading: Reading = { builder, names: new ArrayNames(builder), numbers: new Numbers() }
  for (const element of child(instance, 'variables')?.children ?? []) declare(reading, element, instance)
  const constraints = child(instance, 'constraints')?.children ?? []
  let left = CONSTRAINTS_MAX
  for (const each of unfold(constraints, reading.names)) {
    left -= 1
    if (left < 0) throw new ImportFault('too-large', each.line, `more than ${CONSTRAINTS_MAX} constraints`)
    addConstraint(reading, each)
  }
  const notes = child(instance, 'objectives') === undefined ? [] : ['the objective is left out']
  const { variables, rules } = builder
  return { problem: { variables, rules }, titles: new Map(), features: new Map(), notes }
}

function declare({ builder, names }: Reading, element: Element, instance: Element): void {
  const { line } = element
  const id = attribute(element, 'id')
  const source = element.attributes['as'] === undefined ? element : sourceOf(element, instance)
  if (element.name === 'var') {
    builder.addVariable(id, domainValues(source.text, line), line)
    return
  }
  if (element.name !== 'array') throw new ImportFault('unsupported', line, `<${element.name}> among the variables`)
  const places = names.declare(id, attribute(element, 'size'), line)
  const domainOf = new Map<string, string[]>()
  const parts = source.children.filter(({ name }) => name === 'domain')
  for (const part of parts) {
    const values = domainValues(part.text, part.line)
    for (const word of words(attribute(part, 'for'))) {
      const meant = word === 'others' ? places.filter((place) => !domainOf.has(place)) : names.places(word, part.line)
      for (const place of meant) domainOf.set(place, values)
    }
  }
  const common = parts.length === 0 ? domainValues(source.text, line) : undefined
  for (const place of places) {
    const values = domainOf.get(place) ?? common
    if (values !== undefined) builder.addVariable(place, values, line)
  }
}

function sourceOf(element: Element, instance: Element): Element {
  const as = attribute(element, 'as')
  const source = child(instance, 'variables')?.children.find((each) => each.attributes['id'] === as)
  if (source === undefined) throw new ImportFault('malformed', element.line, `'${as}' is no variable to be like`)
  return source
}

/** Constraints one by one: blocks opened, groups written out with each of their arguments. */
function* unfold(constraints: readonly Element[], names: ArrayNames): Generator<Element> {
  for (const each of constraints) {
    if (each.name === 'block') yield* unfold(each.children, names)
    else if (each.name === 'group') {
      const [template, ...all] = each.children
      if (template === undefined) throw new ImportFault('malformed', each.line, 'a group without a constraint')
      for (const args of all) yield filled(template, args.name === 'args' ? argsOf(args, names) : [], args.line)
    } else yield each
  }
}

const argsOf = (args: Element, names: ArrayNames): string[] =>
  words(args.text).flatMap((word) => (word.includes('[') ? names.variables([word], args.line) : [word]))

/** The template with `%0`, `%1` and `%...` replaced. */
function filled(template: Element, args: readonly string[], line: number): Element {
  const used = (element: Element): number[] => [
    ...[...element.text.matchAll(/%(\d+)/g)].map(([, digits]) => Number(digits) + 1),
    ...element.children.flatMap(used),
  ]
  const rest = args.slice(Math.max(0, ...used(template)))
  const fill = (element: Element): Element => ({
    ...element,
    line,
    children: element.children.map(fill),
    text: element.text.replace(/%(\d+|\.\.\.)/g, (_, which: string) => {
      const value = which === '...' ? rest.join(' ') : args[Number(which)]
      if (value === undefined)
        throw new ImportFault('malformed', line, `the group's constraint wants an argument %${which}`)
      return value
    }),
  })
  return fill(template)
}
