import type { Diagram } from '../diagram.ts'

/** The distinct "variable takes one of these values" of a diagram's edges, ordered by variable. */
export interface Literals {
  /** First slot of each variable; its last entry is the number of slots. */
  readonly starts: Int32Array
  readonly literalCount: number
  /** Literals of variable v: literalStart[v] up to, without, literalStart[v + 1]. */
  readonly literalStart: Int32Array
  readonly literalVariable: Int32Array
  /** Slots of literal l: slots[slotStart[l]] up to, without, slots[slotStart[l + 1]], ascending. */
  readonly slotStart: Int32Array
  readonly slots: Int32Array
  readonly edgeLiteral: Int32Array
}

export function findLiterals(diagram: Diagram): Literals {
  const { sizes, setStart, setValues, edgeSet } = diagram
  const starts = runningTotal(sizes)
  const { edges, edgeStart } = edgesByVariable(diagram)
  const edgeLiteral = new Int32Array(edgeSet.length)
  const literalStart = new Int32Array(sizes.length + 1)
  const literalVariable: number[] = []
  const slotStart: number[] = [0]
  const slots: number[] = []
  // A variable's sets are few among all sets, so each notes the last literal made of it instead of being looked up in a map.
  const literalOfSet = new Int32Array(setStart.length).fill(-1)
  for (let variable = 0; variable < sizes.length; variable++) {
    const first = literalVariable.length
    literalStart[variable] = first
    for (let at = edgeStart[variable] ?? 0; at < (edgeStart[variable + 1] ?? 0); at++) {
      const edge = edges[at] ?? 0
      const set = edgeSet[edge] ?? 0
      if ((literalOfSet[set] ?? -1) < first) {
        literalOfSet[set] = literalVariable.length
        literalVariable.push(variable)
        for (let each = setStart[set] ?? 0; each < (setStart[set + 1] ?? 0); each++) {
          slots.push((starts[variable] ?? 0) + (setValues[each] ?? 0))
        }
        slotStart.push(slots.length)
      }
      edgeLiteral[edge] = literalOfSet[set] ?? 0
    }
  }
  literalStart[sizes.length] = literalVariable.length
  return {
    starts,
    literalCount: literalVariable.length,
    literalStart,
    literalVariable: Int32Array.from(literalVariable),
    slotStart: Int32Array.from(slotStart),
    slots: Int32Array.from(slots),
    edgeLiteral,
  }
}

function edgesByVariable({ sizes, nodeVariable, nodeEdge, edgeSet }: Diagram) {
  const counts = new Int32Array(sizes.length)
  const variableOf = new Int32Array(edgeSet.length)
  for (let node = 0; node < nodeVariable.length; node++) {
    const variable = nodeVariable[node] ?? 0
    const first = nodeEdge[node] ?? 0
    const end = nodeEdge[node + 1] ?? 0
    counts[variable] = (counts[variable] ?? 0) + end - first
    variableOf.fill(variable, first, end)
  }
  const edgeStart = runningTotal(counts)
  const next = edgeStart.slice()
  const edges = new Int32Array(edgeSet.length)
  for (let edge = 0; edge < edges.length; edge++) {
    const variable = variableOf[edge] ?? 0
    const place = next[variable] ?? 0
    edges[place] = edge
    next[variable] = place + 1
  }
  return { edges, edgeStart }
}

function runningTotal(counts: Int32Array): Int32Array {
  const totals = new Int32Array(counts.length + 1)
  for (let at = 0; at < counts.length; at++) totals[at + 1] = (totals[at] ?? 0) + (counts[at] ?? 0)
  return totals
}
