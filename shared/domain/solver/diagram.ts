/**
 * A problem compiled: every solution once, as an AND/OR multi-valued decision diagram in flat arrays. This is the form that is
 * stored and sent; `diagram/` reads it.
 *
 * - An OR node decides one variable by edges with disjoint value sets; each edge leads to a product.
 * - A product joins parts that share no variable: OR nodes (reference >= 0) or products (reference p as ~p).
 * - Children come before parents, for nodes (through their edges' products) and for products alike.
 * - Every solution decides every variable exactly once; so a variable that is free somewhere has a node there.
 */
export interface Diagram {
  /** Number of values of each variable. */
  readonly sizes: Int32Array
  /** Value set s holds values setValues[setStart[s]] up to, without, setStart[s + 1], ascending. */
  readonly setStart: Int32Array
  readonly setValues: Int32Array
  /** Variable of each OR node. */
  readonly nodeVariable: Int32Array
  /** Edges of OR node n: nodeEdge[n] up to, without, nodeEdge[n + 1]; never none. */
  readonly nodeEdge: Int32Array
  /** Value set and product of each edge. */
  readonly edgeSet: Int32Array
  readonly edgeProduct: Int32Array
  /** Parts of product p: productPart[productStart[p]] up to, without, productStart[p + 1]. Product 0 is empty: always true. */
  readonly productStart: Int32Array
  readonly productPart: Int32Array
  /** Product of all solutions. */
  readonly root: number
}

/** What a compilation may cost before the part is left to search. */
export interface Budget {
  readonly nodes: number
  /** Work units, not seconds: one per search context and per thousand table look-ups, so that every machine stops at the same point. */
  readonly steps: number
}

/** Why a problem has no diagram: it needs more than its budget, or has no solution at all. */
export type NoDiagram = 'over-budget' | 'void'
