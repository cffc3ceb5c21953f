import type { Compiled, CompiledPart } from '../compiled.ts'
import type { Diagram } from '../diagram.ts'

/**
 * The same problem with all parts that have a diagram as one: its solutions are those of the parts side by side. One diagram
 * answers for the whole at once, where as many as a large feature model has would each have to be asked and put together.
 */
export function joinDiagrams({ parts }: Compiled): Compiled {
  const drawn: Drawn[] = []
  for (const { variables, diagram } of parts) if (diagram !== null) drawn.push({ variables, diagram })
  if (drawn.length < 2) return { parts }
  return { parts: [join(drawn), ...parts.filter(({ diagram }) => diagram === null)] }
}

interface Drawn {
  readonly variables: Int32Array
  readonly diagram: Diagram
}

function join(drawn: readonly Drawn[]): CompiledPart {
  const variables = Int32Array.from(drawn.flatMap((part) => [...part.variables])).sort()
  const local = new Map(Array.from(variables, (variable, at) => [variable, at]))
  const sizes = new Int32Array(variables.length)
  const whole = new Concatenation()
  const roots: number[] = []
  for (const part of drawn) {
    const places = part.variables.map((variable) => local.get(variable) ?? 0)
    places.forEach((place, at) => (sizes[place] = part.diagram.sizes[at] ?? 0))
    roots.push(whole.append(part.diagram, places))
  }
  return { variables, diagram: whole.finish(sizes, roots) }
}

/** Diagrams one after the other, each numbered on from the last; the empty product is that of the first. */
class Concatenation {
  readonly #setStart: number[] = [0]
  readonly #setValues: number[] = []
  readonly #nodeVariable: number[] = []
  readonly #nodeEdge: number[] = [0]
  readonly #edgeSet: number[] = []
  readonly #edgeProduct: number[] = []
  readonly #productStart: number[] = [0, 0]
  readonly #productPart: number[] = []

  /** Where the diagram's root is now; `places` renames its variables. */
  append(diagram: Diagram, places: Int32Array): number {
    const sets = this.#setStart.length - 1
    const nodes = this.#nodeVariable.length
    const products = this.#productStart.length - 2
    const productAt = (product: number) => (product === 0 ? 0 : product + products)
    appendLists(this.#setStart, this.#setValues, diagram.setStart, diagram.setValues, (value) => value)
    appendLists(this.#nodeEdge, this.#edgeSet, diagram.nodeEdge, diagram.edgeSet, (set) => set + sets)
    for (const product of diagram.edgeProduct) this.#edgeProduct.push(productAt(product))
    for (const variable of diagram.nodeVariable) this.#nodeVariable.push(places[variable] ?? 0)
    appendLists(this.#productStart, this.#productPart, diagram.productStart.subarray(1), diagram.productPart, (part) =>
      part >= 0 ? part + nodes : ~productAt(~part),
    )
    return productAt(diagram.root)
  }

  finish(sizes: Int32Array, roots: readonly number[]): Diagram {
    for (const root of roots) if (root !== 0) this.#productPart.push(~root)
    this.#productStart.push(this.#productPart.length)
    return {
      sizes,
      setStart: Int32Array.from(this.#setStart),
      setValues: Int32Array.from(this.#setValues),
      nodeVariable: Int32Array.from(this.#nodeVariable),
      nodeEdge: Int32Array.from(this.#nodeEdge),
      edgeSet: Int32Array.from(this.#edgeSet),
      edgeProduct: Int32Array.from(this.#edgeProduct),
      productStart: Int32Array.from(this.#productStart),
      productPart: Int32Array.from(this.#productPart),
      root: this.#productStart.length - 2,
    }
  }
}

/** Appends lists with their items renamed; their starts begin with that of the first list. */
function appendLists(
  starts: number[],
  items: number[],
  newStarts: Int32Array,
  newItems: Int32Array,
  rename: (item: number) => number,
): void {
  const shift = items.length - (newStarts[0] ?? 0)
  for (let list = 1; list < newStarts.length; list++) starts.push((newStarts[list] ?? 0) + shift)
  for (const item of newItems) items.push(rename(item))
}
