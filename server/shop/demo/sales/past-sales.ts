import { Random } from '@dangol/domain/chance/random.ts'
import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type { DemoOrder } from '../people-types.ts'
import { TASTES } from './tastes.ts'
import type { Taste } from './tastes.ts'

/** How often a buyer follows the own taste rather than the model's default. */
const FOLLOWS = 0.85
const SEED = 20_261_122
const FIRST_NUMBER = 2_001
const DAYS_BACK = 700

/**
 * Sales of the last two years to people without an account, so that the first shopper of the demonstration can be told what
 * others took. Made up, the same every time and so worked out once; each is a whole valid product of today's model.
 */
export function pastSales(models: readonly ConfigModel[]): readonly DemoOrder[] {
  const known = salesOf.get(models)
  if (known !== undefined) return known
  const sales = makeUp(models)
  salesOf.set(models, sales)
  return sales
}

const salesOf = new WeakMap<readonly ConfigModel[], readonly DemoOrder[]>()

function makeUp(models: readonly ConfigModel[]): DemoOrder[] {
  const random = new Random(SEED)
  const sold = models.flatMap((model) =>
    (TASTES[model.id] ?? []).flatMap((taste) =>
      Array.from({ length: taste.buyers }, () => ({ model, choices: wholeProduct(model, wishesOf(taste, random)) })),
    ),
  )
  return sold.map(({ model, choices }, at) => ({
    number: `W-${String(FIRST_NUMBER + at).padStart(5, '0')}`,
    placedDaysAgo: random.between(1, DAYS_BACK),
    channel: random.chance(0.6) ? 'web' : 'store',
    state: 'completed',
    lines: [
      {
        kind: 'configured',
        familyId: model.id,
        modelVersion: model.version,
        name: '',
        choices,
        quantity: 1,
        unitPriceMinor: priceOf(model, choices).total.minor,
      },
    ],
  }))
}

function wishesOf({ wishes }: Taste, random: Random): [string, string][] {
  return Object.entries(wishes).flatMap(([id, values]) => {
    const value = values[random.below(values.length)]
    return value === undefined || random.unit() > FOLLOWS ? [] : [[id, value]]
  })
}

/** Keeps as many wishes as fit together, the first named first; found by halving, since what fits still fits with fewer. */
function wholeProduct(model: ConfigModel, wishes: readonly (readonly [string, string])[]): Choices {
  const configurator = openConfigurator(model)
  const keeping = (count: number): Choices | null => {
    const choices = configurator.complete(Object.fromEntries(wishes.slice(0, count)))
    return configurator.look(choices).complete ? choices : null
  }
  const all = keeping(wishes.length)
  if (all !== null) return all
  let kept = keeping(0)
  if (kept === null) throw new Error(`${model.id} has no whole product`)
  for (let fit = 0, rest = wishes.length - 1; fit < rest;) {
    const middle = Math.ceil((fit + rest) / 2)
    const choices = keeping(middle)
    if (choices === null) rest = middle - 1
    else [fit, kept] = [middle, choices]
  }
  return kept
}
