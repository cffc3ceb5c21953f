import type { Choices, ConfigModel } from '../catalogue/model.ts'
import type { Compiled } from '../solver/compiled.ts'
import { applies, withoutLapsed, wellFormedChoices } from './effective.ts'
import { standingOf } from './standing.ts'
import { completed } from './talk/complete.ts'
import { engineOf } from './talk/engine.ts'
import type { Engine } from './talk/engine.ts'
import { mended } from './talk/mend.ts'
import { LazyOutlook, NO_OUTLOOK } from './talk/outlook.ts'
import { repairsFor } from './talk/repairs.ts'
import { nearestTo, wishOf } from './talk/wish.ts'
import type { Configurator, ConfiguratorView } from './view.ts'

/** Ways to have a value that are offered unless somebody asks for more. */
const REPAIRS_SHOWN = 3

/**
 * The configurator of a model, made once per model object. Exact: a value is open when a whole valid product has it together
 * with the present choices, and only then. Choices that clash grey out the part of the model they clash in, not the rest. It
 * answers the same with the model's compiled form and without, only later without. Throws when the model's rules name
 * characteristics that it does not have.
 */
export function openConfigurator(model: ConfigModel, compiled?: Compiled): Configurator {
  const known = configurators.get(model)
  if (known !== undefined) return known
  const engine = engineOf(model, compiled)
  const configurator: Configurator = {
    look: (choices) => look(engine, choices),
    complete: (choices, by = 'defaults') => {
      const typed = wellFormedChoices(model, choices)
      return completed(engine, typed, wishOf(engine.written, typed), by)
    },
    repairs: (choices, id, valueId, limit = REPAIRS_SHOWN) => repairsFor(engine, choices, id, valueId, limit),
    repair: (choices, id, valueId) => repairsFor(engine, choices, id, valueId, 1)[0] ?? null,
    mend: (choices) => mended(engine, choices),
  }
  configurators.set(model, configurator)
  return configurator
}

const configurators = new WeakMap<ConfigModel, Configurator>()

function look(engine: Engine, choices: Choices): ConfiguratorView {
  const { model, written, keepers } = engine
  const wellFormed = wellFormedChoices(model, choices)
  const effective = withoutLapsed(model, wellFormed)
  const wish = wishOf(written, wellFormed)
  const keeper = keepers && nearestTo(wish, keepers)
  const openness = keeper?.at(wish) ?? nothing(engine)
  const views = nearestTo(wish, engine.showings).show(wish, openness.slots, (each) => ({
    applies: applies(each, effective),
    chosen: effective[each.id] ?? null,
  }))
  const standing = standingOf(model, choices, effective)
  const isLost = keeper === null || openness.clashing.size > 0
  return {
    characteristics: new Map(model.characteristics.map(({ id }, at) => [id, views[at] as (typeof views)[number]])),
    complete: standing.missing.length === 0 && standing.violated.length === 0,
    ...standing,
    outlook: isLost
      ? NO_OUTLOOK
      : new LazyOutlook({ model, written, costs: engine.costs, session: () => keeper.under(wish), wellFormed }),
  }
}

/** A model that contradicts itself has no product, so nothing is open. */
const nothing = ({ written }: Engine) => ({
  slots: new Uint8Array(written.starts.at(-1) ?? 0),
  clashing: new Set<number>(),
})
