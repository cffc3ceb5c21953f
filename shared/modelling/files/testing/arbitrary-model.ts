import type {
  Characteristic,
  ComponentRule,
  Condition,
  ConfigModel,
  Constraint,
  PriceRule,
  RuleFormula,
} from '@dangol/domain/catalogue/model.ts'
import { PICTURE_TYPES } from '@dangol/domain/catalogue/model.ts'
import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import fc from 'fast-check'

/** Names that a person would write, and names that only quotes can carry. */
const id = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'bike', 'x1', 'side-bag'), fc.nat(99))
      .map(([first, last]) => `${first}-${last}`),
  },
  fc.constantFrom(
    'not',
    'in',
    'of',
    'all',
    'none',
    '240',
    '1.5',
    'a b',
    'x|y',
    '"q"',
    '값',
    'é-ü',
    '#1',
    '- x',
    'a: b',
    '~',
    'true',
    '*',
    'a,b',
    '\\',
  ),
)
const word = fc.oneof(
  fc.constantFrom('값', 'Blue: deep', '#1 "best"', "it's", '- dash', 'a, b', '{c}', '& co', 'x # y', '100%', '*'),
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '' && !/[\p{Cs}]/u.test(text)),
)
const localised = fc.record({ ko: word, en: word })
const minor = fc.integer({ min: -3_000_000, max: 90_000_000 })
const days = fc.integer({ min: 0, max: 400 })
const flag = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

/** Leaves out what is undefined, as models do. */
const bare = <T extends object>(record: T): Bare<T> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Bare<T>
type Bare<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

const value = (of: string) =>
  fc
    .record({
      id: fc.constant(of),
      title: localised,
      swatch: flag(fc.constantFrom('#1a1a1c', '#ABC', 'rgb(1, 2, 3)', 'tomato')),
      priceMinor: flag(minor),
      leadDays: flag(days),
      note: flag(localised),
      sampleAt: flag(localised),
    })
    .map(bare)

const choice = (of: object) =>
  fc.uniqueArray(id, { minLength: 1, maxLength: 5 }).chain((ids) =>
    fc
      .record({
        kind: fc.constant('choice' as const),
        values: fc.tuple(...ids.map(value)),
        default: flag(fc.constantFrom(...ids)),
      })
      .map((rest) => bare({ ...of, ...rest })),
  )

const others = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    pattern: fc.constantFrom('[A-Z]{1,9}', '.*', '\\p{L}+ #"x"'),
    lengthMax: fc.integer({ min: 1, max: 200 }),
  }),
  fc
    .record({
      kind: fc.constant('number' as const),
      min: fc.constantFrom(-12.5, 0, 3),
      max: fc.constantFrom(3, 70.25, 1e3),
      step: fc.constantFrom(0.5, 1, 0.1),
      unit: flag(fc.constantFrom('mm', 'm²')),
    })
    .map((of) => bare({ ...of, default: of.min })),
  fc.record({
    kind: fc.constant('picture' as const),
    types: fc.subarray([...PICTURE_TYPES], { minLength: 1 }),
    bytesMax: fc.integer({ min: 1, max: 50_000_000 }),
    widthMin: fc.integer({ min: 1, max: 9_999 }),
    heightMin: fc.integer({ min: 1, max: 9_999 }),
  }),
)

function characteristic(of: string, groups: readonly string[]): fc.Arbitrary<Characteristic> {
  return fc
    .record({
      id: fc.constant(of),
      group: fc.constantFrom(...groups),
      title: localised,
      help: flag(localised),
      required: fc.boolean(),
    })
    .map(bare)
    .chain((base) =>
      fc.oneof(
        { weight: 3, arbitrary: choice(base) },
        others.map((rest) => ({ ...base, ...rest })),
      ),
    ) as fc.Arbitrary<Characteristic>
}

type Choice = Characteristic & { kind: 'choice' }
const valuesOf = (of: Choice) => of.values.map((each) => each.id)

function condition(choices: readonly Choice[]): fc.Arbitrary<Condition> {
  return fc
    .subarray([...choices], { maxLength: Math.min(2, choices.length) })
    .chain((some) =>
      fc
        .tuple(
          ...some.map((of) =>
            fc.shuffledSubarray(valuesOf(of), { minLength: 1 }).map((list) => [of.id, list] as const),
          ),
        )
        .map((entries) => Object.fromEntries(entries)),
    )
}

function formula(all: readonly Characteristic[]): fc.Arbitrary<RuleFormula> {
  const atom = fc.constantFrom(...all).chain((of): fc.Arbitrary<RuleFormula> => {
    const chosen = fc.constant({ is: 'chosen' as const, id: of.id })
    if (of.kind === 'choice')
      return fc.oneof(
        chosen,
        fc
          .shuffledSubarray(valuesOf(of), { minLength: 1 })
          .map((values) => ({ is: 'one-of' as const, id: of.id, values })),
      )
    if (of.kind !== 'number') return chosen
    return fc
      .record({
        is: fc.constant('within' as const),
        id: fc.constant(of.id),
        min: flag(fc.constantFrom(-3, 0.5)),
        max: flag(fc.constantFrom(0.5, 70)),
      })
      .map(bare)
  })
  const { tree } = fc.letrec<{ tree: RuleFormula; list: RuleFormula[] }>((tie) => ({
    list: fc.array(tie('tree'), { maxLength: 3 }),
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      atom,
      tie('tree').map((of): RuleFormula => ({ is: 'not', of })),
      fc
        .tuple(fc.constantFrom('all' as const, 'any' as const, 'same' as const), tie('list'))
        .map(([is, of]): RuleFormula => ({ is, of })),
      fc.tuple(tie('tree'), tie('tree')).map(([first, then]): RuleFormula => ({ is: 'implies', if: first, then })),
      fc.tuple(tie('list'), fc.nat(), fc.nat()).map(([of, low, high]): RuleFormula => {
        const min = low % (of.length + 1)
        return { is: 'count', of, min, max: min + (high % (of.length + 1 - min)) }
      }),
    ),
  }))
  return tree
}

const rowsOver = (over: readonly Choice[]) =>
  fc.uniqueArray(fc.tuple(...over.map((of) => fc.constantFrom(...valuesOf(of)))), {
    minLength: 1,
    maxLength: 9,
    selector: (row) => JSON.stringify(row),
  })
const table = (choices: readonly Choice[]) =>
  fc
    .subarray([...choices], { minLength: 1, maxLength: Math.min(3, choices.length) })
    .chain((over) => rowsOver(over).map((rows) => ({ over: over.map((of) => of.id), rows })))

function constraint(all: readonly Characteristic[], choices: readonly Choice[]): fc.Arbitrary<Constraint> {
  const head = fc.record({ id, why: localised })
  const body = fc.oneof(
    fc.record({ kind: fc.constant('requires' as const), if: condition(choices), then: condition(choices) }),
    fc.record({ kind: fc.constant('formula' as const), formula: formula(all) }),
    ...(choices.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom('allow' as const, 'forbid' as const), table(choices))
            .map(([kind, of]) => ({ kind, ...of })),
        ]),
  )
  return fc.tuple(head, body).map(([first, rest]) => ({ ...first, ...rest }))
}

function priceRule(all: readonly Characteristic[], choices: readonly Choice[]): fc.Arbitrary<PriceRule> {
  const head = fc.record({ id, title: localised })
  const ofKind = (kind: string) => all.filter((of) => of.kind === kind).map((of) => of.id)
  const body = fc.oneof(
    fc.record({ kind: fc.constant('when' as const), when: condition(choices), addMinor: minor }),
    ...ofKind('text').map((of) =>
      fc.record({ kind: fc.constant('per-letter' as const), of: fc.constant(of), addMinor: minor }),
    ),
    ...ofKind('number').map((of) =>
      fc
        .record({
          kind: fc.constant('per-unit' as const),
          of: fc.constant(of),
          when: flag(condition(choices)),
          minorPer: minor,
          unitsPer: fc.constantFrom(1, 10, 0.25),
        })
        .map(bare),
    ),
    ...(choices.length === 0
      ? []
      : [
          fc.tuple(table(choices), fc.array(minor, { minLength: 9, maxLength: 9 })).map(([{ over, rows }, adds]) => ({
            kind: 'table' as const,
            over,
            rows: rows.map((values, at) => ({ values, addMinor: adds[at % 2] ?? 0 })),
          })),
        ]),
  )
  return fc.tuple(head, body).map(([first, rest]) => ({ ...first, ...rest }))
}

function component(all: readonly Characteristic[], choices: readonly Choice[]): fc.Arbitrary<ComponentRule> {
  const numbers = all.filter((of) => of.kind === 'number').map((of) => fc.constant({ of: of.id }))
  return fc
    .record({
      id,
      part: localised,
      when: flag(condition(choices)),
      quantity: fc.oneof(fc.integer({ min: 1, max: 40 }), ...numbers),
    })
    .map(bare)
}

const some = <T extends { readonly id: string }>(arbitrary: fc.Arbitrary<T>) =>
  fc.uniqueArray(arbitrary, { maxLength: 4, selector: (each) => each.id })

/** Any model that a file can hold: every kind of everything, names and texts that need quotes, conditions without circles. */
export const arbitraryModel: fc.Arbitrary<ConfigModel> = fc
  .record({
    ids: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
    groups: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
  })
  .chain(({ ids, groups }) =>
    fc.tuple(fc.constant(groups), fc.tuple(...ids.map((each) => characteristic(each, groups)))),
  )
  .chain(([groups, bareOnes]) => {
    const earlier = (at: number) => bareOnes.slice(0, at).filter((of): of is Choice => of.kind === 'choice')
    const asked = bareOnes.map((of, at) =>
      flag(condition(earlier(at))).map((onlyIf) => bare({ ...of, onlyIf }) as Characteristic),
    )
    return fc.tuple(fc.constant(groups), fc.tuple(...asked))
  })
  .chain(([groups, characteristics]) => modelOf(groups, characteristics))

function modelOf(groups: readonly string[], characteristics: readonly Characteristic[]): fc.Arbitrary<ConfigModel> {
  const choices = characteristics.filter((of): of is Choice => of.kind === 'choice')
  return fc
    .record({
      id: fc.constantFrom('lamp', 'a-1', '7up'),
      version: fc.integer({ min: 1, max: 99 }),
      skuPrefix: fc.constantFrom('AB', 'A1B2C3', '007'),
      currency: fc.constantFrom(...(Object.keys(CURRENCY_EXPONENTS) as Currency[])),
      title: localised,
      tagline: localised,
      sampleAt: localised,
      groups: fc.tuple(...groups.map((group) => fc.record({ id: fc.constant(group), title: localised }))),
      characteristics: fc.constant(characteristics),
      constraints: some(constraint(characteristics, choices)),
      basePriceMinor: minor,
      priceRules: some(priceRule(characteristics, choices)),
      assemblyDays: days,
      leadTimes: some(fc.record({ id, when: condition(choices), days, part: localised })),
      components: some(component(characteristics, choices)).map((all) => (all.length > 0 ? all : undefined)),
      art: fc.record({
        viewBox: fc.constantFrom('0 0 1 1', '-5 0 12.5 9'),
        layers: some(
          fc
            .record({
              id,
              when: flag(condition(choices)),
              svg: fc.constantFrom('', '<path d="M0 0"/>', '<g>\n <text>한 # "x": y</text>\n</g>\n'),
            })
            .map(bare),
        ),
      }),
    })
    .map((model) => bare(model) as unknown as ConfigModel)
}
