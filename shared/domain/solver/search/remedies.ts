import type { Remedy, RepairWish } from '../session.ts'
import { not } from './gates.ts'
import { minimum } from './minimum.ts'
import { cheapest } from './prices.ts'
import type { Restrictions } from './restrictions.ts'
import type { Searcher } from './searcher.ts'

/**
 * The nearest solutions with a slot, best first: the fewest restrictions to break are a minimum over one literal per restriction;
 * within it the cost decides; and each answer forbids breaking all that it breaks, so that the next asks something else.
 */
export function remedies(
  searcher: Searcher,
  restrictions: Restrictions,
  asked: { readonly variable: number; readonly value: number },
  wish: RepairWish,
): readonly Remedy[] {
  const { sat, slots } = searcher
  const mark = sat.mark()
  const others = restrictions.variables.filter((variable) => variable !== asked.variable).sort((a, b) => a - b)
  const keeping = new Map(others.map((variable) => [variable, keepingOf(variable, searcher, restrictions)]))
  const wanted = new Map<number, number>()
  for (const [variable, literal] of keeping) {
    wanted.set(literal, (wanted.get(literal) ?? 0) + (wish.reluctance?.[variable] ?? 1))
  }
  // Holds only in this question: under it, what was listed is forbidden.
  const unlisted = sat.boolean(false)
  const given = [slots.literal(asked.variable, asked.value), unlisted]
  const found: Remedy[] = []
  while (found.length < wish.limit) {
    const solution = nearest(searcher, given, wanted, wish)
    if (solution === null) break
    const gaveWay = others.filter((variable) => !restrictions.isKeptBy(variable, solution[variable] ?? 0))
    found.push({ solution, gaveWay })
    if (gaveWay.length === 0) break
    sat.add([not(unlisted), ...gaveWay.map((variable) => keeping.get(variable) ?? 0)])
  }
  sat.rewind(mark)
  return found
}

function nearest(
  searcher: Searcher,
  given: readonly number[],
  wanted: ReadonlyMap<number, number>,
  { thenBy }: RepairWish,
): Int32Array | null {
  const found = minimum(searcher, given, wanted)
  if (found === null) return null
  const noCost = { of: new Float64Array(searcher.slots.literals.length), combine: 'sum' } as const
  return cheapest(searcher, [...given, ...found.proof], thenBy ?? noCost)?.solution ?? found.solution
}

/** One literal that says that the variable keeps its restriction. */
function keepingOf(variable: number, { slots }: Searcher, restrictions: Restrictions): number {
  return slots.gates.any(slots.anyOf(variable, restrictions.valuesOf(variable) ?? []))
}
