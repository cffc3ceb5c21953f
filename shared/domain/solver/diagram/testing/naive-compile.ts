import type { Diagram } from '../../diagram.ts'
import type { Problem } from '../../problem.ts'
import { solutionsOf } from '../../testing/brute-force.ts'

type Rows = readonly Int32Array[]

/**
 * A compiler for tests that shares nothing with the real one: lists all solutions, splits them into independent parts where
 * there are some, and otherwise by the values of the first variable. Null when there is no solution.
 */
export function naiveCompile(problem: Problem): Diagram | null {
  const rows = solutionsOf(problem)
  if (rows.length === 0) return null
  const drawing = new Drawing()
  const root = drawing.product(
    rows,
    problem.variables.map((_, at) => at),
  )
  return drawing.finish(
    problem.variables.map(({ values }) => values.length),
    root,
  )
}

class Drawing {
  readonly #sets = new Map<string, { at: number; values: readonly number[] }>()
  readonly #nodes = new Map<string, { at: number; variable: number; edges: readonly (readonly [number, number])[] }>()
  readonly #products = new Map<string, { at: number; parts: readonly number[] }>([['', { at: 0, parts: [] }]])

  /** The product of what these rows say of these variables. */
  product(rows: Rows, variables: readonly number[]): number {
    const parts = split(rows, variables).map((part) => this.#node(distinct(rows, part), part))
    return this.#join(parts)
  }

  finish(sizes: readonly number[], root: number): Diagram {
    const sets = [...this.#sets.values()].map(({ values }) => values)
    const nodes = [...this.#nodes.values()]
    const products = [...this.#products.values()].map(({ parts }) => parts)
    return {
      sizes: Int32Array.from(sizes),
      setStart: startsOf(sets),
      setValues: Int32Array.from(sets.flat()),
      nodeVariable: Int32Array.from(nodes, ({ variable }) => variable),
      nodeEdge: startsOf(nodes.map(({ edges }) => edges)),
      edgeSet: Int32Array.from(nodes.flatMap(({ edges }) => edges.map(([set]) => set))),
      edgeProduct: Int32Array.from(nodes.flatMap(({ edges }) => edges.map(([, product]) => product))),
      productStart: startsOf(products),
      productPart: Int32Array.from(products.flat()),
      root,
    }
  }

  #node(rows: Rows, [variable = 0, ...rest]: readonly number[]): number {
    const values = [...new Set(rows.map((row) => row[variable] ?? 0))].sort((a, b) => a - b)
    const byProduct = new Map<number, number[]>()
    for (const value of values) {
      const product = this.product(
        rows.filter((row) => row[variable] === value),
        rest,
      )
      byProduct.set(product, [...(byProduct.get(product) ?? []), value])
    }
    const edges = [...byProduct].map(([product, set]) => [this.#set(set), product] as const)
    const key = `${variable}:${edges.join(' ')}`
    const node = this.#nodes.get(key) ?? { at: this.#nodes.size, variable, edges }
    this.#nodes.set(key, node)
    return node.at
  }

  /** Three and more parts become a chain of pairs, as in diagrams that share a lot. */
  #join(parts: readonly number[]): number {
    if (parts.length > 2) {
      const [first = 0, ...rest] = parts
      return this.#join([first, ~this.#join(rest)])
    }
    const key = parts.join()
    const product = this.#products.get(key) ?? { at: this.#products.size, parts }
    this.#products.set(key, product)
    return product.at
  }

  #set(values: readonly number[]): number {
    const set = this.#sets.get(values.join()) ?? { at: this.#sets.size, values }
    this.#sets.set(values.join(), set)
    return set.at
  }
}

/** Variables in groups that do not depend on each other: rows are all combinations of the groups' rows. */
function split(rows: Rows, variables: readonly number[]): readonly (readonly number[])[] {
  const [first, ...rest] = variables
  if (first === undefined) return []
  for (let bits = 0; bits < 2 ** rest.length - 1; bits++) {
    const together = [first, ...rest.filter((_, at) => (bits >> at) % 2 === 1)]
    const others = variables.filter((each) => !together.includes(each))
    if (distinct(rows, together).length * distinct(rows, others).length === distinct(rows, variables).length) {
      return [together, ...split(rows, others)]
    }
  }
  return [variables]
}

function distinct(rows: Rows, variables: readonly number[]): Rows {
  return [...new Map(rows.map((row) => [variables.map((each) => row[each]).join(), row])).values()]
}

function startsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1)
  lists.forEach(({ length }, at) => {
    starts[at + 1] = (starts[at] ?? 0) + length
  })
  return starts
}
