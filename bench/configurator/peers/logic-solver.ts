import logicSolver from 'logic-solver'
import type { MiniSat } from 'logic-solver'
import { Random } from '@dangol/domain/chance/random.ts'
import type { Cnf } from '../cnf.ts'
import { PeerGaveUp } from './peer.ts'
import type { Peer, PeerAnswer, SlotChoice } from './peer.ts'

/** Solutions kept as witnesses; the oldest give way. */
const WITNESSES_MAX = 4000
/** Pairs of options for which the pool is filled as well, for each option, and the most time for that. */
const PAIRS = 3
const MORE_MS = 1500
const SEED = 1
/** Values of a solution in MiniSat's memory. */
const TRUE = 0

/**
 * `logic-solver` with a pool of witnesses: known solutions that fit the choices prove most options, the solver is asked for one
 * of the rest at a time, and its "no" rules out all of them at once. The pool is filled before the first choice.
 * Gives up on an answer that takes longer than `limitMs`.
 */
export function openLogicSolver(cnf: Cnf, limitMs: number): LogicSolver {
  return new LogicSolver(cnf, new logicSolver._MiniSat(), limitMs)
}

export class LogicSolver implements Peer {
  readonly name = 'logic-solver'
  readonly #cnf: Cnf
  readonly #sat: MiniSat
  readonly #limitMs: number
  #next: number
  /** Sets of slots, one bit each. */
  #pool: Int32Array[] = []
  #fitting: Int32Array[] = []
  #root: Uint8Array = new Uint8Array()
  #possible: Uint8Array = new Uint8Array()
  /** Holds only together with all choices of the session. */
  #session = 0

  constructor(cnf: Cnf, sat: MiniSat, limitMs: number) {
    this.#cnf = cnf
    this.#limitMs = limitMs
    this.#sat = sat
    this.#next = cnf.variables + 1
    sat.ensureVar(cnf.variables)
    for (const clause of cnf.clauses) sat.addClause(clause)
    this.#root = new Uint8Array(cnf.slotLiteral.length).fill(1)
    this.start()
    this.#root = this.#propagate()
    this.#fillPool()
    this.start()
  }

  /** What is possible without any choice. */
  get root(): Uint8Array {
    return this.#root
  }

  start(): void {
    this.#session = this.#fresh()
    this.#fitting = this.#pool
    this.#possible = this.#root.slice()
  }

  choose({ allowed, excluded }: SlotChoice): Promise<PeerAnswer> {
    const from = performance.now()
    const { slotLiteral } = this.#cnf
    const chosen = this.#fresh()
    this.#sat.addClause([-chosen, this.#session])
    this.#sat.addClause([-chosen, ...allowed.map((slot) => slotLiteral[slot] ?? 0)])
    // With several values left, saying what is excluded lets the solver propagate.
    if (allowed.length > 1) for (const slot of excluded) this.#sat.addClause([-chosen, -(slotLiteral[slot] ?? 0)])
    this.#session = chosen
    this.#fitting = this.#fitting.filter((witness) => allowed.some((slot) => has(witness, slot)))
    const possible = this.#propagate()
    return Promise.resolve({ possible, ms: performance.now() - from })
  }

  /** Whether some solution keeps all these choices, each a list of slots; for checks, not for the race. */
  fits(choices: readonly (readonly number[])[]): boolean {
    const query = this.#fresh()
    for (const allowed of choices) {
      this.#sat.addClause([-query, ...allowed.map((slot) => this.#cnf.slotLiteral[slot] ?? 0)])
    }
    const fits = this.#solve(query)
    this.#sat.retireVar(query)
    return fits
  }

  close(): void {
    this.#pool = []
  }

  /** A witness for every option, then for chance pairs of them, so that few questions are left for the sessions. */
  #fillPool(): void {
    const { slotLiteral } = this.#cnf
    const from = performance.now()
    const options = [...this.#root.keys()].filter((slot) => this.#root[slot] === 1)
    for (const slot of options) {
      if (performance.now() > from + this.#limitMs) return
      this.#ask([slotLiteral[slot] ?? 0])
    }
    const random = new Random(SEED)
    for (let pair = 0; pair < options.length * PAIRS && performance.now() < from + MORE_MS; pair += 1) {
      this.#ask([slotLiteral[random.pick(options)] ?? 0], [slotLiteral[random.pick(options)] ?? 0])
    }
  }

  /** A witness that holds a literal of each of these lists; null when there is none. */
  #ask(...lists: readonly (readonly number[])[]): Int32Array | null {
    const query = this.#fresh()
    for (const literals of lists) this.#sat.addClause([-query, ...literals])
    const witness = this.#solve(query) ? this.#witness() : null
    this.#sat.retireVar(query)
    return witness
  }

  #propagate(): Uint8Array {
    const { slotLiteral } = this.#cnf
    const until = performance.now() + this.#limitMs
    const covered = this.#noSlots()
    for (const witness of this.#fitting) add(covered, witness)
    for (;;) {
      const open: number[] = []
      for (let slot = 0; slot < slotLiteral.length; slot += 1) {
        if (this.#possible[slot] === 1 && !has(covered, slot)) open.push(slotLiteral[slot] ?? 0)
      }
      if (open.length === 0) break
      if (performance.now() > until) throw new PeerGaveUp(`no answer in ${this.#limitMs / 1000} s`)
      const witness = this.#ask([this.#session], open)
      if (witness === null) break
      add(covered, witness)
    }
    this.#possible = Uint8Array.from(slotLiteral, (_, slot) => Number(has(covered, slot)))
    return this.#possible
  }

  #witness(): Int32Array {
    const native = this.#sat._C
    const { HEAP8 } = native
    const at = native._getSolution()
    const witness = this.#noSlots()
    for (const [slot, literal] of this.#cnf.slotLiteral.entries()) {
      const isTrue = HEAP8[at + Math.abs(literal) - 1] === TRUE
      if (isTrue === literal > 0) witness[slot >> 5] = (witness[slot >> 5] ?? 0) | (1 << (slot & 31))
    }
    if (this.#pool.length >= WITNESSES_MAX) this.#pool = this.#pool.slice(WITNESSES_MAX / 4)
    this.#pool.push(witness)
    if (this.#fitting !== this.#pool) this.#fitting.push(witness)
    return witness
  }

  #noSlots(): Int32Array {
    return new Int32Array((this.#cnf.slotLiteral.length + 31) >> 5)
  }

  #solve(literal: number): boolean {
    try {
      return this.#sat.solveAssuming(literal)
    } catch (error) {
      throw new PeerGaveUp(`logic-solver: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #fresh(): number {
    const variable = this.#next
    this.#next += 1
    this.#sat.ensureVar(variable)
    return variable
  }
}

function add(sum: Int32Array, witness: Int32Array): void {
  for (let word = 0; word < sum.length; word += 1) sum[word] = (sum[word] ?? 0) | (witness[word] ?? 0)
}

const has = (set: Int32Array, slot: number): boolean => (((set[slot >> 5] ?? 0) >> (slot & 31)) & 1) === 1
