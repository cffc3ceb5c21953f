import type { Part, Variable } from './compile.ts'
import { fix, keepsRulesOf, propagate, solve } from './solver.ts'
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
  let keeper: Solution | null = null
  for (const product of witnesses) if (prove(part, wish, product, open)) keeper = product
  const whole = questionOf(part, wish)
  keeper ??= solve(part, whole)
  if (keeper !== null) swapOneByOne(part, keeper, whole.chosen, open)
  const common = keeper === null ? null : propagate(part, whole)
  part.variables.forEach((variable, at) => {
    if (isSettled(variable, open)) return
    if ((wish[at] ?? -1) < 0) {
      if (common !== null) searchVariable(witnesses, wish, { ...whole, domain: common }, at, open)
      return
    }
    const others = questionOf(part, without(wish, at))
    const domain = propagate(part, others)
    if (domain !== null) searchVariable(witnesses, wish, { ...others, domain }, at, open)
  })
  return open
}

/** Most values fit into the product at hand if only their own variable changes; that needs no search. */
function swapOneByOne(part: Part, product: Solution, chosen: Uint8Array, open: Uint8Array): void {
  const swapped = product.slice()
  const free = chosen.slice()
  part.variables.forEach((variable, at) => {
    free[at] = 0
    for (let slot = variable.from; slot < variable.none; slot++) {
      if (open[slot] === 1 || part.whole[slot] !== 1) continue
      swapped[at] = slot
      if (keepsRulesOf(part, swapped, at, free)) open[slot] = 1
    }
    swapped[at] = product[at] ?? variable.none
    free[at] = chosen[at] ?? 0
  })
}

const isSettled = (variable: Variable, open: Uint8Array): boolean => {
  for (let slot = variable.from; slot < variable.none; slot++) if (open[slot] !== 1) return false
  return true
}

/** The question's domain has been propagated. */
function searchVariable(witnesses: Witnesses, wish: Wish, question: Question, at: number, open: Uint8Array): void {
  const { part } = witnesses
  const variable = part.variables[at] as Variable
  for (let slot = variable.from; slot < variable.none; slot++) {
    if (open[slot] === 1 || question.domain[slot] !== 1) continue
    const wanted = open.map((isOpen) => 1 - isOpen)
    const product = solve(part, { ...question, domain: fix(question.domain, variable, slot), wanted }, at)
    if (product === null) continue
    witnesses.remember(product)
    prove(part, wish, product, open)
  }
}

/**
 * A product that keeps the whole wish proves all of its slots, one that misses a single choice proves that variable's. True
 * when it keeps the whole wish.
 */
function prove(part: Part, wish: Wish, product: Solution, open: Uint8Array): boolean {
  let missed = -1
  for (let at = 0; at < product.length; at++) {
    const how = treatment(part, wish, product, at)
    if (how === 'kept' || how === 'lapsed') continue
    if (missed >= 0) return false
    missed = at
  }
  if (missed >= 0) open[product[missed] ?? 0] = 1
  else for (const slot of product) open[slot] = 1
  return missed < 0
}
