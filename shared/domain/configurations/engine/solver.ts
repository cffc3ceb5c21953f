import type { CompiledNogood, CompiledTable, Part, Variable } from './compile.ts'

/** One slot per variable of a part: a product, as far as the part goes. */
export type Solution = Int32Array

/** What is asked: the slots that may be used, and what is special about this search. */
export interface Question {
  /** 1 per possible slot. Not altered. */
  readonly domain: Uint8Array
  /** 1 per variable with a choice of the shopper's: it may lapse, but not be left out while it applies. */
  readonly chosen: Uint8Array
  /** 1 per rule to be ignored. */
  readonly ignored?: Uint8Array
  /** Filled with 1 per rule that took part; for a question without an answer, these suffice to refute it. */
  readonly used?: Uint8Array
  /** 1 per slot that the caller would like to see in the answer. */
  readonly wanted?: Uint8Array
}

/**
 * Some product within the domain, or null when there is none. Backtracking, smallest domain first, with full propagation of
 * every single rule after each step. Deterministic. `touched` names the one variable that shrank since the domain was last
 * propagated, and saves looking at all rules again.
 */
export function solve(part: Part, question: Question, touched?: number): Solution | null {
  const domain = propagate(part, question, touched)
  return domain === null ? null : descend(part, question, domain)
}

/** The domain without the slots that some rule alone rules out; null when nothing is left of a variable. */
export function propagate(part: Part, question: Question, touched?: number): Uint8Array | null {
  const domain = question.domain.slice()
  const queue: number[] = []
  const isQueued = new Uint8Array(part.rules.length)
  const enqueue = (rule: number) => {
    if (isQueued[rule] === 1 || question.ignored?.[rule] === 1) return
    isQueued[rule] = 1
    queue.push(rule)
  }
  if (touched === undefined) part.rules.forEach((_, rule) => enqueue(rule))
  else part.rulesOf[touched]?.forEach(enqueue)
  // An empty variable no rule looks at would go unnoticed.
  if (touched === undefined && part.variables.some((variable) => size(domain, variable) === 0)) return null
  for (let at = 0; at < queue.length; at++) {
    const number = queue[at] as number
    isQueued[number] = 0
    const shrunk = prune(part, question, number, domain)
    if (shrunk.length > 0 && question.used !== undefined) question.used[number] = 1
    for (const variable of shrunk) {
      if (size(domain, part.variables[variable] as Variable) === 0) return null
      part.rulesOf[variable]?.forEach(enqueue)
    }
  }
  return domain
}

/** A copy of a domain in which a variable has one slot only. */
export function fix(domain: Uint8Array, variable: Variable, slot: number): Uint8Array {
  const fixed = domain.slice()
  fixed.fill(0, variable.from, variable.none + 1)
  fixed[slot] = domain[slot] ?? 0
  return fixed
}

export function size(domain: Uint8Array, variable: Variable): number {
  let count = 0
  for (let slot = variable.from; slot <= variable.none; slot++) count += domain[slot] ?? 0
  return count
}

/** Whether a product keeps the rules that look at one variable. `chosen` as in a question. */
export function keepsRulesOf(part: Part, product: Solution, at: number, chosen: Uint8Array): boolean {
  return (part.rulesOf[at] ?? []).every((number) => {
    const rule = part.rules[number]
    if (rule?.kind === 'nogood') return isIdle(rule, chosen) || !meets(part, rule, product)
    return rule === undefined || isRow(part, rule, product)
  })
}

const isIdle = (rule: CompiledNogood, chosen: Uint8Array): boolean =>
  rule.onlyWhileChosen !== null && chosen[rule.onlyWhileChosen] !== 1

const meets = (part: Part, rule: CompiledNogood, product: Solution): boolean =>
  rule.variables.every((at, n) => rule.forbidden[n]?.[(product[at] ?? 0) - (part.variables[at]?.from ?? 0)] === 1)

const isRow = (part: Part, rule: CompiledTable, product: Solution): boolean =>
  rule.variables.some((at) => product[at] === part.variables[at]?.none) ||
  rule.rows.some((row) => row.every((slot, n) => product[rule.variables[n] ?? 0] === slot))

/** The first slot left of each variable. */
export const firstSlots = (part: Part, domain: Uint8Array): Solution =>
  Int32Array.from(part.variables, (variable) => domain.indexOf(1, variable.from))

function descend(part: Part, question: Question, domain: Uint8Array): Solution | null {
  const at = smallest(part, domain)
  if (at < 0) return firstSlots(part, domain)
  const variable = part.variables[at] as Variable
  for (const slot of slotsInOrder(domain, variable, question.wanted)) {
    const next = propagate(part, { ...question, domain: fix(domain, variable, slot) }, at)
    const found = next === null ? null : descend(part, question, next)
    if (found !== null) return found
  }
  return null
}

function smallest(part: Part, domain: Uint8Array): number {
  let best = -1
  let bestSize = Infinity
  part.variables.forEach((variable, at) => {
    const left = size(domain, variable)
    if (left > 1 && left < bestSize) {
      best = at
      bestSize = left
    }
  })
  return best
}

function slotsInOrder(domain: Uint8Array, variable: Variable, wanted: Uint8Array | undefined): number[] {
  const slots: number[] = []
  for (let slot = variable.from; slot <= variable.none; slot++) if (domain[slot] === 1) slots.push(slot)
  return wanted === undefined ? slots : slots.sort((a, b) => (wanted[b] ?? 0) - (wanted[a] ?? 0))
}

/** Takes out of the domain what this rule alone rules out; the variables that lost something. */
function prune(part: Part, question: Question, number: number, domain: Uint8Array): readonly number[] {
  const rule = part.rules[number]
  if (rule === undefined) return []
  if (rule.kind === 'table') return pruneTable(part, rule, domain)
  return isIdle(rule, question.chosen) ? [] : pruneNogood(part, rule, domain)
}

/** When all variables but one are within what must not meet, the last one must be outside of it. */
function pruneNogood(part: Part, rule: CompiledNogood, domain: Uint8Array): number[] {
  let free = -1
  for (let at = 0; at < rule.variables.length; at++) {
    if (isWithin(part.variables[rule.variables[at] as number] as Variable, rule.forbidden[at] as Uint8Array, domain))
      continue
    if (free >= 0) return []
    free = at
  }
  // All are within: whichever is emptied, the domain fails.
  const last = Math.max(free, 0)
  const index = rule.variables[last] as number
  const { from, none } = part.variables[index] as Variable
  let isShrunk = false
  for (let slot = from; slot <= none; slot++) {
    if (domain[slot] !== 1 || rule.forbidden[last]?.[slot - from] !== 1) continue
    domain[slot] = 0
    isShrunk = true
  }
  return isShrunk ? [index] : []
}

function isWithin(variable: Variable, forbidden: Uint8Array, domain: Uint8Array): boolean {
  for (let slot = variable.from; slot <= variable.none; slot++) {
    if (domain[slot] === 1 && forbidden[slot - variable.from] !== 1) return false
  }
  return true
}

/** Keeps the slots that some possible row holds, and those that a variable without a value excuses. */
function pruneTable(part: Part, rule: CompiledTable, domain: Uint8Array): number[] {
  const scope = rule.variables.map((at) => part.variables[at] as Variable)
  const mayBeNone = scope.filter((variable) => domain[variable.none] === 1)
  if (mayBeNone.length > 1) return []
  const supported = new Set<number>()
  for (const row of rule.rows) {
    if (row.every((slot) => domain[slot] === 1)) for (const slot of row) supported.add(slot)
  }
  return rule.variables.filter((_, at) => {
    const variable = scope[at] as Variable
    const isExcused = mayBeNone.some((other) => other !== variable)
    return !isExcused && keepSupported(variable, supported, domain)
  })
}

function keepSupported(variable: Variable, supported: ReadonlySet<number>, domain: Uint8Array): boolean {
  let isShrunk = false
  for (let slot = variable.from; slot < variable.none; slot++) {
    if (domain[slot] !== 1 || supported.has(slot)) continue
    domain[slot] = 0
    isShrunk = true
  }
  return isShrunk
}
