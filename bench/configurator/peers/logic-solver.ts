import { createRequire } from 'node:module'
import type { Cnf } from '../cnf.ts'
import { PeerGaveUp } from './peer.ts'
import type { Peer, PeerAnswer, SlotChoice } from './peer.ts'

/** What `logic-solver` keeps inside: MiniSat 2 as asm.js. Asked directly, it is spared its own formula layer. */
interface MiniSat {
  ensureVar(variable: number): void
  addClause(literals: readonly number[]): boolean
  solveAssuming(literal: number): boolean
  retireVar(variable: number): void
  readonly _C: { readonly HEAP8: Int8Array; _getSolution(): number }
}

/** Solutions kept as witnesses; the oldest give way. */
const WITNESSES_MAX = 4000
/** Values of a solution in MiniSat's memory. */
const TRUE = 0

/**
 * `logic-solver` with a pool of witnesses: known solutions that fit the choices prove most options, the solver is asked for one
 * of the rest at a time, and its "no" rules out all of them at once. The pool is filled before the first choice.
 * Gives up on an answer that takes longer than `limitMs`.
 */
export function openLogicSolver(cnf: Cnf, limitMs: number): LogicSolver {
  const { _MiniSat: Native } = createRequire(import.meta.url)('logic-solver') as { _MiniSat: new () => MiniSat }
  return new LogicSolver(cnf, new Native(), limitMs)
}

export class LogicSolver implements Peer {
  readonly name = 'logic-solver'
  readonly #cnf: Cnf
  readonly #sat: MiniSat
  readonly #limitMs: number
  #next: number
  #pool: Uint8Array[] = []
  #fitting: Uint8Array[] = []
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
    this.#fitting = this.#fitting.filter((witness) => allowed.some((slot) => witness[slot] === 1))
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

  /** One witness for every option, so that few questions are left for the sessions. */
  #fillPool(): void {
    const until = performance.now() + this.#limitMs
    for (const [slot, possible] of this.#root.entries()) {
      if (performance.now() > until) return
      if (possible === 0) continue
      const query = this.#fresh()
      this.#sat.addClause([-query, this.#cnf.slotLiteral[slot] ?? 0])
      if (this.#solve(query)) this.#witness()
      this.#sat.retireVar(query)
    }
  }

  #propagate(): Uint8Array {
    const { slotLiteral } = this.#cnf
    const until = performance.now() + this.#limitMs
    const covered = new Uint8Array(slotLiteral.length)
    for (const witness of this.#fitting) add(covered, witness)
    for (;;) {
      const open: number[] = []
      for (let slot = 0; slot < covered.length; slot += 1) {
        if (covered[slot] === 0 && this.#possible[slot] === 1) open.push(slotLiteral[slot] ?? 0)
      }
      if (open.length === 0) break
      if (performance.now() > until) throw new PeerGaveUp(`no answer in ${this.#limitMs / 1000} s`)
      const query = this.#fresh()
      this.#sat.addClause([-query, this.#session])
      this.#sat.addClause([-query, ...open])
      const witness = this.#solve(query) ? this.#witness() : null
      this.#sat.retireVar(query)
      if (witness === null) break
      add(covered, witness)
    }
    this.#possible = covered
    return covered
  }

  #witness(): Uint8Array {
    const native = this.#sat._C
    const { HEAP8 } = native
    const at = native._getSolution()
    const witness = Uint8Array.from(this.#cnf.slotLiteral, (literal) =>
      Number((HEAP8[at + Math.abs(literal) - 1] === TRUE) === literal > 0),
    )
    if (this.#pool.length >= WITNESSES_MAX) this.#pool = this.#pool.slice(WITNESSES_MAX / 4)
    this.#pool.push(witness)
    if (this.#fitting !== this.#pool) this.#fitting.push(witness)
    return witness
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

function add(sum: Uint8Array, witness: Uint8Array): void {
  for (let slot = 0; slot < sum.length; slot += 1) sum[slot] = (sum[slot] ?? 0) | (witness[slot] ?? 0)
}
