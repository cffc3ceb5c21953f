import type { Characteristic, CharacteristicId, Choice, Choices, ConfigModel, ValueId } from '../catalogue/model.ts'
import { applies, effectiveChoices } from './effective.ts'
import { carryOver, settle } from './engine/carry-over.ts'
import { compile } from './engine/compile.ts'
import type { Part } from './engine/compile.ts'
import { completePart, fillLoose } from './engine/complete.ts'
import { explain } from './engine/explain.ts'
import { openSlots, Witnesses } from './engine/openness.ts'
import { repairPart } from './engine/repair.ts'
import { wishOf } from './engine/wish.ts'
import type { Wish } from './engine/wish.ts'
import { indexOf } from './model-index.ts'
import { standingOf } from './standing.ts'
import type {
  CharacteristicView,
  Configurator,
  ConfiguratorView,
  ExcludedValue,
  Outlook,
  Repair,
  ValueState,
} from './view.ts'

/**
 * The configurator of a model, made once per model object. Exact: a value is open when a whole valid product has it together
 * with the present choices, and only then. Choices that clash grey out the part of the model they clash in, not the rest.
 * Throws when the model's rules name characteristics that it does not have.
 */
export function openConfigurator(model: ConfigModel): Configurator {
  const known = configurators.get(model)
  if (known !== undefined) return known
  const engine = engineOf(model)
  const configurator: Configurator = {
    look: (choices) => look(engine, choices),
    complete: (choices) => complete(engine, choices),
    repairs: (choices, characteristicId, valueId, limit = 1) =>
      limit < 1 ? [] : [repair(engine, choices, characteristicId, valueId) ?? []].flat(),
    repair: (choices, characteristicId, valueId) => repair(engine, choices, characteristicId, valueId),
  }
  configurators.set(model, configurator)
  return configurator
}

const configurators = new WeakMap<ConfigModel, Configurator>()

interface Engine {
  readonly model: ConfigModel
  readonly parts: readonly Witnesses[]
  readonly partOf: ReadonlyMap<CharacteristicId, Witnesses>
  /** All values open: what a characteristic outside of every part shows while nothing is chosen. */
  readonly allOpen: ReadonlyMap<CharacteristicId, ReadonlyMap<ValueId, ValueState>>
}

const OPEN: ValueState = { kind: 'open' }
const CHOSEN: ValueState = { kind: 'chosen' }

const UNKNOWN: Outlook = { price: null, partDays: null, variants: null, priceFrom: () => null }

function engineOf(model: ConfigModel): Engine {
  const parts = compile(model).map((part) => new Witnesses(part))
  const partOf = new Map(parts.flatMap((each) => each.part.variables.map((variable) => [variable.id, each] as const)))
  const allOpen = new Map(
    model.characteristics.map((each) => [
      each.id,
      new Map(each.kind === 'choice' ? each.values.map((value) => [value.id, OPEN] as const) : []),
    ]),
  )
  return { model, parts, partOf, allOpen }
}

function look(engine: Engine, choices: Choices): ConfiguratorView {
  const effective = effectiveChoices(engine.model, choices)
  const views = new Map(engine.parts.map((each) => [each, partViewOf(each, choices)]))
  const viewOf = (each: Characteristic): CharacteristicView => {
    const chosen = effective[each.id] ?? null
    const part = engine.partOf.get(each.id)
    const values =
      part === undefined ? looseValues(engine, each.id, chosen) : boundValues(views.get(part), each, chosen)
    return { applies: applies(each, effective), chosen, values }
  }
  const standing = standingOf(engine.model, choices, effective)
  return {
    characteristics: new Map(engine.model.characteristics.map((each) => [each.id, viewOf(each)])),
    complete: standing.missing.length === 0 && standing.violated.length === 0,
    ...standing,
    outlook: UNKNOWN,
  }
}

interface PartView {
  readonly part: Part
  readonly wish: Wish
  readonly open: Uint8Array
  /** One explanation per slot, shared by all of its values. */
  readonly excluded: Map<number, ExcludedValue>
}

function partViewOf(witnesses: Witnesses, choices: Choices): PartView {
  const wish = wishOf(witnesses.part, choices)
  return { part: witnesses.part, wish, open: openSlots(witnesses, wish), excluded: new Map() }
}

function looseValues(engine: Engine, id: CharacteristicId, chosen: Choice | null): ReadonlyMap<ValueId, ValueState> {
  const all = engine.allOpen.get(id) ?? new Map<ValueId, ValueState>()
  return typeof chosen === 'string' && all.has(chosen) ? new Map(all).set(chosen, CHOSEN) : all
}

function boundValues(
  view: PartView | undefined,
  each: Characteristic,
  chosen: Choice | null,
): ReadonlyMap<ValueId, ValueState> {
  const values = new Map<ValueId, ValueState>()
  const at = view?.part.indexOf.get(each.id)
  if (view === undefined || at === undefined) return values
  for (const [value, slot] of view.part.variables[at]?.slotOf ?? []) {
    values.set(value, value === chosen ? CHOSEN : view.open[slot] === 1 ? OPEN : excludedOf(view, at, slot))
  }
  return values
}

function excludedOf(view: PartView, at: number, slot: number): ExcludedValue {
  const known = view.excluded.get(slot)
  if (known !== undefined) return known
  let explained: ReturnType<typeof explain> | undefined
  // A screen shows many greyed-out values and explains the one that is touched.
  const explanation = () => (explained ??= explain(view.part, view.wish, at, slot))
  const excluded: ExcludedValue = {
    kind: 'excluded',
    get because() {
      return explanation().because
    },
    get conflictsWith() {
      return explanation().conflictsWith
    },
  }
  view.excluded.set(slot, excluded)
  return excluded
}

function complete(engine: Engine, choices: Choices): Choices {
  const filled = new Map(Object.entries(choices))
  for (const { part } of engine.parts) {
    const product = completePart(part, wishOf(part, choices))
    if (product === null) continue
    part.variables.forEach(({ id, slotOf, valueOf }, at) => {
      const slot = product[at] ?? -1
      const value = valueOf.get(slot)
      if (value === undefined) filled.delete(id)
      else if (slotOf.get(String(filled.get(id))) !== slot) filled.set(id, value)
    })
  }
  const isLoose = (id: CharacteristicId) => !engine.partOf.has(id)
  return effectiveChoices(engine.model, fillLoose(engine.model, Object.fromEntries(filled), isLoose))
}

function repair(engine: Engine, choices: Choices, id: CharacteristicId, valueId: ValueId): Repair | null {
  const { model } = engine
  if (indexOf(model).values.get(id)?.has(valueId) !== true) return null
  const before = effectiveChoices(model, choices)
  const wanted = { ...choices, [id]: valueId }
  const part = engine.partOf.get(id)?.part
  if (part === undefined) return { ...settle(model, before, wanted), changed: [] }
  const at = part.indexOf.get(id) ?? 0
  const slot = part.variables[at]?.slotOf.get(valueId) ?? -1
  const product = repairPart(part, wishOf(part, before), at, slot)
  if (product === null) return null
  const next = carryOver(part, product, wanted, [id, ...Object.keys(before)])
  const changed = [...part.variables.keys()].flatMap((at) => {
    const other = part.variables[at]?.id ?? id
    return other !== id && next[other] !== undefined && next[other] !== before[other] ? [other] : []
  })
  return { ...settle(model, before, next), changed }
}
