import type { CharacteristicId } from '../../catalogue/model.ts'
import type { Reason } from '../view.ts'
import type { Part, Variable } from './compile.ts'
import { fix, solve } from './solver.ts'
import { questionOf, without } from './wish.ts'
import type { Wish } from './wish.ts'

/**
 * Why a slot is excluded: own choices and constraints of which none can be left out (minimal by deletion, one at a time). The
 * slot must be excluded under the wish.
 */
export function explain(
  part: Part,
  wish: Wish,
  at: number,
  slot: number,
): { because: Reason[]; conflictsWith: CharacteristicId[] } {
  const variable = part.variables[at] as Variable
  const refuted = (kept: Wish, ignored?: Uint8Array): Uint8Array | null => {
    const question = questionOf(part, kept)
    const used = new Uint8Array(part.rules.length)
    const domain = fix(question.domain, variable, slot)
    return solve(part, { ...question, domain, used, ...(ignored && { ignored }) }) === null ? used : null
  }
  const conflict = minimalWish(part, without(wish, at), refuted)
  const because = minimalReasons(part, conflict.used, (ignored) => refuted(conflict.kept, ignored) !== null)
  return {
    because,
    conflictsWith: part.variables.flatMap((each, index) => ((conflict.kept[index] ?? -1) < 0 ? [] : [each.id])),
  }
}

type Refuted = (kept: Wish) => Uint8Array | null

function minimalWish(part: Part, wish: Wish, refuted: Refuted): { kept: Wish; used: Uint8Array } {
  const whole = refuted(wish)
  if (whole === null) throw new Error('an open value needs no explanation')
  let used = whole
  let kept = wish
  for (let at = wish.length - 1; at >= 0; at--) {
    if ((kept[at] ?? -1) < 0) continue
    const fewer = without(kept, at)
    // A choice that no rule of the refutation looks at cannot matter.
    const matters: boolean = part.rulesOf[at]?.some((rule) => used[rule] === 1) ?? false
    const still: Uint8Array | null = matters ? refuted(fewer) : used
    if (still === null) continue
    kept = fewer
    used = still
  }
  return { kept, used }
}

function minimalReasons(part: Part, used: Uint8Array, isRefuted: (ignored: Uint8Array) => boolean): Reason[] {
  const isUsed = (rule: number) => used[rule] === 1
  const ids = new Map<string, Reason>()
  part.rules.forEach(({ reason }, rule) => {
    if (reason !== null && isUsed(rule)) ids.set(reason.constraintId, reason)
  })
  const needed = new Map(ids)
  const ignoring = () =>
    Uint8Array.from(part.rules, ({ reason }) => (reason === null || needed.has(reason.constraintId) ? 0 : 1))
  for (const [id, reason] of ids) {
    needed.delete(id)
    if (!isRefuted(ignoring())) needed.set(id, reason)
  }
  return [...ids.values()].filter((reason) => needed.has(reason.constraintId))
}
