import type { CharacteristicId, Choices, ValueId } from '../catalogue/model.ts'
import type { CharacteristicView, ConfiguratorView } from '../configurations/view.ts'
import { evidenceFor } from './evidence.ts'
import { tableOf } from './history.ts'
import type { SalesHistory } from './history.ts'
import { learn, predict, situate, UNKNOWN, UNSEEN } from './predict.ts'
import type { Known, Learnt, Situation } from './predict.ts'

/** Where two in three took something else, what the third took is no advice: a shoe size above all. */
const ADVISED_SHARE_MIN = 1 / 3

/** "41 of 52 who chose the same handlebar took this." Every number is a count of the history. */
export interface Recommendation {
  readonly valueId: ValueId
  /** People who took it, of all who share the choices of `because`. At least five. */
  readonly took: number
  readonly of: number
  /** Own choices that those people share; empty when it is true of all buyers. */
  readonly because: readonly CharacteristicId[]
}

/**
 * For each characteristic that applies, the value that people with the same other choices took, never one that is ruled out.
 * A characteristic without an entry has no advice that can be shown honestly. `only` bounds the work to what is on the screen.
 */
export function recommend(
  history: SalesHistory,
  choices: Choices,
  view: Pick<ConfiguratorView, 'characteristics' | 'missing'>,
  only?: ReadonlySet<CharacteristicId>,
): Map<CharacteristicId, Recommendation> {
  const learnt = learntFrom(history)
  const situation = situate(learnt, knownOf(history, choices, view))
  const recommended = new Map<CharacteristicId, Recommendation>()
  history.characteristics.forEach(({ id }, target) => {
    const shown = view.characteristics.get(id)
    if (shown?.applies !== true || only?.has(id) === false) return
    const canBeLeft = shown.chosen === null && !view.missing.includes(id)
    const advice = adviseOn({ history, learnt, situation, target, shown, canBeLeft })
    if (advice !== null) recommended.set(id, advice)
  })
  return recommended
}

interface Question {
  readonly history: SalesHistory
  readonly learnt: Learnt
  readonly situation: Situation
  readonly target: number
  readonly shown: CharacteristicView
  readonly canBeLeft: boolean
}

function adviseOn({ history, learnt, situation, target, shown, canBeLeft }: Question): Recommendation | null {
  const values = history.characteristics[target]?.values ?? []
  const candidates = values.flatMap((id, index) => (isOpen(shown, id) ? [index] : []))
  // Most people leaving it out is an answer too, and then there is nothing to recommend.
  if (canBeLeft) candidates.push(values.length)
  const value = predict(learnt, situation, target, candidates)
  const valueId = value === null ? undefined : values[value]
  if (value === null || valueId === undefined) return null
  const evidence = evidenceFor(learnt, situation, { target, value, rivals: candidates })
  if (evidence === null || evidence.took < evidence.of * ADVISED_SHARE_MIN) return null
  const because = evidence.because.flatMap((at) => history.characteristics[at]?.id ?? [])
  return { valueId, took: evidence.took, of: evidence.of, because }
}

function isOpen(shown: CharacteristicView, id: ValueId): boolean {
  const state = shown.values.get(id)
  return state !== undefined && state.kind !== 'excluded'
}

/** A choice that does not count, because its characteristic does not apply, is no choice. */
function knownOf(
  { characteristics }: SalesHistory,
  choices: Choices,
  view: Pick<ConfiguratorView, 'characteristics'>,
): Known {
  return Int32Array.from(characteristics, ({ id, values }) => {
    const choice = view.characteristics.get(id)?.applies === true ? choices[id] : undefined
    if (typeof choice !== 'string') return UNKNOWN
    const at = values.indexOf(choice)
    return at === -1 ? UNSEEN : at
  })
}

/** A history is learnt from once, however often it is asked; nothing of it outlives the history. */
const learntByHistory = new WeakMap<SalesHistory, Learnt>()
function learntFrom(history: SalesHistory): Learnt {
  const before = learntByHistory.get(history)
  if (before !== undefined) return before
  const learnt = learn(tableOf(history))
  learntByHistory.set(history, learnt)
  return learnt
}
