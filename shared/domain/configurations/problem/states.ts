import type {
  Characteristic,
  CharacteristicId,
  Choice,
  ChoiceCharacteristic,
  NumberCharacteristic,
  ValueId,
} from '../../catalogue/model.ts'
import { isIn, rangesOf } from './ranges.ts'
import type { Range } from './ranges.ts'
import type { SpokenOf } from './spoken-of.ts'

/** What a characteristic of a whole product can be in. */
export type State =
  | { readonly is: 'value'; readonly id: ValueId }
  | { readonly is: 'range'; readonly range: Range }
  /** Some text or picture. */
  | { readonly is: 'set' }
  /** It applies, and whether something is chosen is nobody's business. */
  | { readonly is: 'asked' }
  /** It applies, and is left out. */
  | { readonly is: 'none' }
  /** It does not apply. */
  | { readonly is: 'lapsed' }

/** A characteristic as a variable of the problem. Its values are its states, those that a completion prefers first. */
export interface StateVariable {
  readonly characteristic: Characteristic
  /** Variable of the problem. */
  readonly at: number
  readonly states: readonly State[]
  /** Value of the problem for a well-formed choice; -1 where no rule knows of the choice. */
  readonly stateOf: (choice: Choice) => number
  /** Values 'none' and 'lapsed', or -1. */
  readonly none: number
  readonly lapsed: number
}

/** Null for a characteristic that neither rules nor prices speak of, unless it is one of values: those are counted. */
export function stateVariable(each: Characteristic, spoken: SpokenOf, at: number): StateVariable | null {
  const states = statesOf(each, spoken)
  if (states === null) return null
  const whole: readonly State[] = each.onlyIf === undefined ? states : [...states, { is: 'lapsed' }]
  const values = new Map(whole.flatMap((state, value) => (state.is === 'value' ? [[state.id, value] as const] : [])))
  const set = whole.findIndex((state) => state.is === 'set')
  return {
    characteristic: each,
    at,
    states: whole,
    none: whole.findIndex((state) => state.is === 'none'),
    lapsed: whole.findIndex((state) => state.is === 'lapsed'),
    stateOf(choice) {
      if (each.kind === 'choice') return values.get(String(choice)) ?? -1
      if (each.kind !== 'number') return set
      return whole.findIndex((state) => state.is === 'range' && isIn(state.range, Number(choice)))
    },
  }
}

/** Names of states for people who read a problem. */
export function nameOf(state: State): string {
  if (state.is === 'value') return state.id
  return state.is === 'range' ? `${state.range.from}..${state.range.to}` : `(${state.is})`
}

function statesOf(each: Characteristic, { byRules, byPrices }: SpokenOf): readonly State[] | null {
  if (each.kind === 'choice') return withNone(each, valueStates(each), each.default !== undefined)
  const bounds = byRules.get(each.id)
  if (bounds === undefined) return byPrices.has(each.id) && each.onlyIf !== undefined ? [{ is: 'asked' }] : null
  if (each.kind !== 'number') return withNone(each, [{ is: 'set' }], each.kind === 'text' && each.default !== undefined)
  return withNone(each, rangeStates(each, rangesOf(each, bounds)), each.default !== undefined)
}

function withNone(each: Characteristic, states: readonly State[], hasDefault: boolean): readonly State[] {
  if (each.required) return states
  return hasDefault ? [...states, { is: 'none' }] : [{ is: 'none' }, ...states]
}

function valueStates(each: ChoiceCharacteristic): State[] {
  const ids: CharacteristicId[] = each.values.map(({ id }) => id)
  const preferred = ids.filter((id) => id === each.default)
  return [...new Set([...preferred, ...ids])].map((id) => ({ is: 'value', id }))
}

function rangeStates(each: NumberCharacteristic, ranges: readonly Range[]): State[] {
  const preferred = ranges.filter((range) => each.default !== undefined && isIn(range, each.default))
  return [...new Set([...preferred, ...ranges])].map((range) => ({ is: 'range', range }))
}
