/** The part of `logic-solver` that is asked here; the package brings no types. */
declare module 'logic-solver' {
  /** What it keeps inside: MiniSat 2 as asm.js. Asked directly, it is spared the package's own formula layer. */
  export interface MiniSat {
    ensureVar(variable: number): void
    addClause(literals: readonly number[]): boolean
    solveAssuming(literal: number): boolean
    retireVar(variable: number): void
    readonly _C: { readonly HEAP8: Int8Array; _getSolution(): number }
  }
  const logicSolver: { readonly _MiniSat: new () => MiniSat }
  export default logicSolver
}
