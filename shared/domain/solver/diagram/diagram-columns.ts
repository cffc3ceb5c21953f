import type { Diagram } from '../diagram.ts'
import { checkDiagram } from './check.ts'
import { damaged, unfold } from './columns.ts'
import type { ColumnReader, ColumnWriter } from './columns.ts'

/** What each column holds, in the order they are stored; a column of all parts before the next column. */
export const COLUMNS = [
  'shapes',
  'variables',
  'sizes',
  'setLengths',
  'setValues',
  'nodeVariables',
  'nodeLengths',
  'edgeSets',
  'edgeProducts',
  'productLengths',
  'productParts',
] as const

export type Columns<T> = Readonly<Record<(typeof COLUMNS)[number], T>>

/** Makes each column in the order they are stored. */
export function eachColumn<T>(make: () => T): Columns<T> {
  // The names are those of the type, all of them.
  return Object.fromEntries(COLUMNS.map((name) => [name, make()])) as Columns<T>
}

export function writeDiagram(columns: Columns<ColumnWriter>, diagram: Diagram): void {
  const { setStart, setValues, nodeVariable, nodeEdge, edgeSet, edgeProduct, productStart, productPart } = diagram
  for (const starts of [setStart, nodeEdge, productStart]) columns.shapes.write(starts.length - 1)
  columns.shapes.write(diagram.root)
  for (const size of diagram.sizes) columns.sizes.write(size)
  for (let set = 0; set + 1 < setStart.length; set++) {
    const values = setValues.subarray(setStart[set], setStart[set + 1])
    columns.setLengths.write(values.length)
    writeAscending(columns.setValues, values)
  }
  writeLengths(columns.nodeLengths, nodeEdge)
  writeLengths(columns.productLengths, productStart)
  writeSteps(columns.nodeVariables, nodeVariable)
  writeSteps(columns.edgeProducts, edgeProduct)
  // Sets are numbered as they first occur, so most often the next new one follows: 0. Otherwise, how far back.
  let known = 0
  for (const set of edgeSet) {
    columns.edgeSets.writeSigned(known - set)
    known = Math.max(known, set + 1)
  }
  // Nodes and products each follow the last of their kind.
  let node = 0
  let product = 0
  for (const part of productPart) {
    const step = part >= 0 ? part - node : ~part - product
    columns.productParts.write((step < 0 ? -2 * step - 1 : 2 * step) * 2 + (part >= 0 ? 0 : 1))
    if (part >= 0) node = part
    else product = ~part
  }
}

export function readDiagram(columns: Columns<ColumnReader>, variables: number): Diagram {
  const [sets, nodes, products, root] = columns.shapes.take(4)
  const setStart = startsOf(columns.setLengths.take(sets ?? 0))
  const nodeEdge = startsOf(columns.nodeLengths.take(nodes ?? 0))
  const productStart = startsOf(columns.productLengths.take(products ?? 0))
  const edges = nodeEdge.at(-1) ?? 0
  const diagram = {
    sizes: columns.sizes.take(variables),
    setStart,
    setValues: readSets(columns.setValues, setStart),
    nodeVariable: columns.nodeVariables.takeSteps(nodes ?? 0),
    nodeEdge,
    edgeSet: readEdgeSets(columns.edgeSets, edges),
    edgeProduct: columns.edgeProducts.takeSteps(edges),
    productStart,
    productPart: readParts(columns.productParts, productStart.at(-1) ?? 0),
    root: root ?? 0,
  }
  checkDiagram(diagram)
  return diagram
}

function readEdgeSets(column: ColumnReader, count: number): Int32Array {
  const sets = column.take(count)
  let known = 0
  for (let at = 0; at < count; at++) {
    const set = known - unfold(sets[at] ?? 0)
    sets[at] = set
    known = Math.max(known, set + 1)
  }
  return sets
}

function readParts(column: ColumnReader, count: number): Int32Array {
  const parts = column.take(count)
  let node = 0
  let product = 0
  for (let at = 0; at < count; at++) {
    const word = parts[at] ?? 0
    const step = unfold(word >>> 1)
    if ((word & 1) === 0) {
      node += step
      parts[at] = node >= 0 ? node : damaged('a part is out of range')
    } else {
      product += step
      parts[at] = product >= 0 ? ~product : damaged('a part is out of range')
    }
  }
  return parts
}

export function writeAscending(column: ColumnWriter, numbers: Int32Array): void {
  let next = 0
  for (const number of numbers) {
    column.write(number - next)
    next = number + 1
  }
}

export function readAscending(column: ColumnReader, count: number): Int32Array {
  const numbers = column.take(count)
  let next = 0
  for (let at = 0; at < count; at++) {
    next += numbers[at] ?? 0
    numbers[at] = next++
  }
  return numbers
}

function readSets(column: ColumnReader, starts: Int32Array): Int32Array {
  const values = column.take(starts.at(-1) ?? 0)
  for (let set = 0; set + 1 < starts.length; set++) {
    let next = 0
    for (let at = starts[set] ?? 0; at < (starts[set + 1] ?? 0); at++) {
      next += values[at] ?? 0
      values[at] = next++
    }
  }
  return values
}

function writeSteps(column: ColumnWriter, numbers: Int32Array): void {
  let last = 0
  for (const number of numbers) {
    column.writeSigned(number - last)
    last = number
  }
}

function writeLengths(column: ColumnWriter, starts: Int32Array): void {
  for (let at = 0; at + 1 < starts.length; at++) column.write((starts[at + 1] ?? 0) - (starts[at] ?? 0))
}

/** Where each list begins; refuses lists that together are longer than a column could be. */
function startsOf(lengths: Int32Array): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  let total = 0
  for (let at = 0; at < lengths.length; at++) {
    total += lengths[at] ?? 0
    if (total >= 2 ** 31) damaged('lists are too long')
    starts[at + 1] = total
  }
  return starts
}
