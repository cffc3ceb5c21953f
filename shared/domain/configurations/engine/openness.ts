import type { Part, Variable } from './compile.ts'
import { fix, propagate, solve } from './solver.ts'
import type { Question, Solution } from './solver.ts'
import { questionOf, treatment, without } from './wish.ts'
import type { Wish } from './wish.ts'

/** Products remembered per part: enough that a session rarely searches, little enough to look through in no time. */
const WITNESSES_MAX = 256

/** Products found so far. Each proves values open without a search, whatever the choices are next time. */
export class Witnesses {
  readonly part: Part
  #products: Solution[] = []
  #next = 0

  constructor(part: Part) {
    this.part = part
  }

  remember(product: Solution): void {
    this.#products[this.#next] = product
    this.#next = (this.#next + 1) % WITNESSES_MAX
  }

  [Symbol.iterator](): IterableIterator<Solution> {
    return this.#products.values()
  }
}

/** 1 at every slot that some product of the part has together with the wish, apart from the slot's own variable. */
export function openSlots(witnesses: Witnesses, wish: Wish): Uint8Array {
  const { part } = witnesses
  const open = new Uint8Array(part.whole.length)
  for (const product of witnesses) prove(part, wish, product, open)
  const whole = questionOf(part, wish)
  const common = propagate(part, whole)
  part.variables.forEach((variable, at) => {
    if ((wish[at] ?? -1) < 0) {
      if (common !== null) searchVariable(witnesses, wish, { ...whole, domain: common }, variable, open)
      return
    }
    const others = questionOf(part, without(wish, at))
    const domain = propagate(part, others)
    if (domain !== null) searchVariable(witnesses, wish, { ...others, domain }, variable, open)
  })
  return open
}

function searchVariable(
  witnesses: Witnesses,
  wish: Wish,
  question: Question,
  variable: Variable,
  open: Uint8Array,
): void {
  const { part } = witnesses
  for (let slot = variable.from; slot < variable.none; slot++) {
    if (open[slot] === 1 || question.domain[slot] !== 1) continue
    const wanted = open.map((isOpen) => 1 - isOpen)
    const product = solve(part, { ...question, domain: fix(question.domain, variable, slot), wanted })
    if (product === null) continue
    witnesses.remember(product)
    prove(part, wish, product, open)
  }
}

/** A product that keeps the whole wish proves all of its slots, one that misses a single choice proves that variable's. */
function prove(part: Part, wish: Wish, product: Solution, open: Uint8Array): void {
  let missed = -1
  for (let at = 0; at < product.length; at++) {
    const how = treatment(part, wish, product, at)
    if (how === 'kept' || how === 'lapsed') continue
    if (missed >= 0) return
    missed = at
  }
  if (missed >= 0) open[product[missed] ?? 0] = 1
  else for (const slot of product) open[slot] = 1
}
