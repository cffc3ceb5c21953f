import type { Piece } from './pieces.ts'

/** Widest scope that takes in the rules within it: wider ones are mostly counters and long clauses, cheap as they are. */
const HOST_MAX = 12

/**
 * Groups pieces to be drawn as one rule: those over the same variables, and those within the variables of another. Together
 * they exclude more by themselves, and there are fewer rules to look after.
 */
export function mergedPieces(pieces: readonly Piece[]): Piece[][] {
  const bySize = pieces.map((_, at) => at).sort((a, b) => sizeOf(pieces[b]) - sizeOf(pieces[a]) || a - b)
  const groups: Piece[][] = []
  const scopes: Set<number>[] = []
  // Groups each variable is in, narrow hosts last.
  const hosts = new Map<number, number[]>()
  for (const at of bySize) {
    const piece = pieces[at]
    if (piece === undefined) continue
    const host = hostOf(piece.scope, scopes, hosts)
    if (host >= 0) {
      groups[host]?.push(piece)
      continue
    }
    const own = groups.push([piece]) - 1
    scopes.push(new Set(piece.scope))
    if (piece.scope.length > HOST_MAX) continue
    for (const variable of piece.scope) {
      const list = hosts.get(variable)
      if (list === undefined) hosts.set(variable, [own])
      else list.push(own)
    }
  }
  return groups
}

const sizeOf = (piece: Piece | undefined): number => piece?.scope.length ?? 0

/** The narrowest group that has all the variables; -1 for none. */
function hostOf(
  scope: readonly number[],
  scopes: readonly Set<number>[],
  hosts: ReadonlyMap<number, number[]>,
): number {
  let candidates: readonly number[] | undefined
  for (const variable of scope) {
    const list = hosts.get(variable)
    if (list === undefined) return -1
    if (candidates === undefined || list.length < candidates.length) candidates = list
  }
  return candidates?.findLast((host) => scope.every((variable) => scopes[host]?.has(variable) === true)) ?? -1
}
