import type {
  Characteristic,
  ComponentRule,
  Condition,
  ConfigModel,
  Constraint,
  PriceRule,
} from '@dangol/domain/catalogue/model.ts'
import { Document, isMap, isScalar, isSeq } from 'yaml'
import type { YAMLMap } from 'yaml'
import { characteristicTree } from './characteristics.ts'
import type { When } from './characteristics.ts'
import { conditionText, formulaText } from './conditions.ts'
import { localisedTree, mapping, moneyText } from './plain.ts'
import type { Tree } from './plain.ts'
import { tableText } from './tables.ts'
import { sharedLists, valuesTree } from './values.ts'

/** A model as the text of its file. `readModel` reads it back exactly; models that it would refuse come out as they are. */
export const writeModel = (model: ConfigModel): string => textOfTree(modelTree(model))

function modelTree(model: ConfigModel): Map<string, Tree> {
  const of = new Map(model.characteristics.map((each) => [each.id, each]))
  const lists = sharedLists(model)
  const byId = <T extends { readonly id: string }>(all: readonly T[], tree: (each: T) => Tree) =>
    all.length === 0 ? undefined : mapping(all.map((each) => [each.id, tree(each)]))
  const when = (condition: Condition | undefined) => condition && conditionText(condition, of)
  return mapping([
    ['family', model.id],
    ['version', String(model.version)],
    ['sku', model.skuPrefix],
    ['currency', model.currency],
    ['title', localisedTree(model.title)],
    ['tagline', localisedTree(model.tagline)],
    ['sample at', localisedTree(model.sampleAt)],
    ['price', moneyText(model.basePriceMinor, model.currency)],
    ['assembly days', String(model.assemblyDays)],
    ['groups', byId(model.groups, ({ title }) => localisedTree(title)) ?? new Map()],
    [
      'lists',
      lists.size === 0
        ? undefined
        : mapping([...lists].map(([id, values]) => [id, valuesTree(values, model.currency)])),
    ],
    [
      'characteristics',
      byId(model.characteristics, (each) => characteristicTree(each, model, lists, when)) ?? new Map(),
    ],
    ['rules', byId(model.constraints, (each) => ruleTree(each, of))],
    ['price rules', byId(model.priceRules, (each) => priceTree(each, model, of))],
    [
      'lead times',
      byId(model.leadTimes, (each) =>
        mapping([
          ['when', when(each.when)],
          ['days', String(each.days)],
          ['part', localisedTree(each.part)],
        ]),
      ),
    ],
    ['components', byId(model.components ?? [], (each) => componentTree(each, when))],
    ['art', artTree(model.art, when)],
  ])
}

function ruleTree(rule: Constraint, of: ReadonlyMap<string, Characteristic>): Tree {
  const why = ['why', localisedTree(rule.why)] as const
  switch (rule.kind) {
    case 'requires':
      return mapping([['if', conditionText(rule.if, of)], ['then', conditionText(rule.then, of)], why])
    case 'formula':
      return mapping([['always', formulaText(rule.formula, of)], why])
    case 'allow':
    case 'forbid':
      return mapping([
        [
          rule.kind,
          tableText(
            rule.over,
            rule.rows.map((values) => ({ values })),
            of,
          ),
        ],
        why,
      ])
  }
}

function priceTree(rule: PriceRule, { currency }: ConfigModel, of: ReadonlyMap<string, Characteristic>): Tree {
  const title = ['title', localisedTree(rule.title)] as const
  const money = (minor: number) => moneyText(minor, currency)
  switch (rule.kind) {
    case 'when':
      return mapping([title, ['when', conditionText(rule.when, of)], ['add', money(rule.addMinor)]])
    case 'per-letter':
      return mapping([title, ['per letter of', rule.of], ['add', money(rule.addMinor)]])
    case 'per-unit':
      return mapping([
        title,
        ['per unit of', rule.of],
        ['when', rule.when && conditionText(rule.when, of)],
        ['add', `${money(rule.minorPer)} per ${rule.unitsPer}`],
      ])
    case 'table': {
      const rows = rule.rows.map(({ values, addMinor }) => ({ values, last: money(addMinor) }))
      return mapping([title, ['table', tableText(rule.over, rows, of, 'add')]])
    }
  }
}

function componentTree({ part, when: condition, quantity }: ComponentRule, when: When): Tree {
  return mapping([
    ['part', localisedTree(part)],
    ['when', when(condition)],
    typeof quantity === 'number'
      ? ['quantity', quantity === 1 ? undefined : String(quantity)]
      : ['quantity of', quantity.of],
  ])
}

function artTree({ viewBox, layers }: ConfigModel['art'], when: When): Tree | undefined {
  if (layers.length === 0 && viewBox === '0 0 1 1') return undefined
  const drawn = layers.map(
    ({ id, when: condition, svg }) =>
      [
        id,
        condition
          ? mapping([
              ['when', when(condition)],
              ['svg', svg],
            ])
          : svg,
      ] as const,
  )
  return mapping([
    ['view box', viewBox],
    ['layers', mapping(drawn)],
  ])
}

/** YAML in which sections and their larger entries stand apart, and tables keep their lines. */
function textOfTree(tree: ReadonlyMap<string, Tree>): string {
  // Failsafe, as it is read: a number is the digits that stand there.
  const document = new Document(tree, { version: '1.2', schema: 'failsafe' })
  const sections = isMap(document.contents) ? document.contents.items : []
  for (const [at, { key, value }] of sections.entries()) {
    if (isMap(value) || isMap(sections[at - 1]?.value)) withAir(key)
    if (!isMap(value)) continue
    for (const [nth, entry] of value.items.entries()) {
      if (isMap(entry.value) && nth > 0) withAir(entry.key)
      if (isMap(entry.value)) inlineLists(entry.value)
    }
  }
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false })
}

function withAir(key: unknown): void {
  if (isScalar(key)) key.spaceBefore = true
}

function inlineLists(map: YAMLMap): void {
  for (const { value } of map.items) {
    if (isMap(value)) inlineLists(value)
    if (isSeq(value)) value.flow = true
  }
}
