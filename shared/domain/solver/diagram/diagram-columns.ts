import type { Diagram } from '../diagram.ts'
import { checkDiagram } from './check.ts'
import { ColumnReader, damaged } from './columns.ts'
import type { ColumnWriter } from './columns.ts'

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
  const [sets, nodes, products, root] = columns.shapes.readMany(4)
  const sizes = columns.sizes.readMany(variables)
  const setStart = startsOf(columns.setLengths.readMany(sets ?? 0))
  const nodeEdge = startsOf(columns.nodeLengths.readMany(nodes ?? 0))
  const productStart = startsOf(columns.productLengths.readMany(products ?? 0))
  const edges = nodeEdge.at(-1) ?? 0
  let known = 0
  const edgeSet = columns.edgeSets.readMany(edges, () => {
    const set = known - columns.edgeSets.readSigned()
    known = Math.max(known, set + 1)
    return set
  })
  const last = [0, 0]
  const productPart = columns.productParts.readMany(productStart.at(-1) ?? 0, () => {
    const word = columns.productParts.read()
    const kind = word % 2
    const step = (word - kind) / 2
    const reference = (last[kind] ?? 0) + (step % 2 === 1 ? -(step + 1) / 2 : step / 2)
    if (reference < 0) damaged('a part is out of range')
    last[kind] = reference
    return kind === 0 ? reference : ~reference
  })
  const diagram = {
    sizes,
    setStart,
    setValues: readSets(columns.setValues, setStart),
    nodeVariable: readSteps(columns.nodeVariables, nodes ?? 0),
    nodeEdge,
    edgeSet,
    edgeProduct: readSteps(columns.edgeProducts, edges),
    productStart,
    productPart,
    root: root ?? 0,
  }
  checkDiagram(diagram)
  return diagram
}

export function writeAscending(column: ColumnWriter, numbers: Int32Array): void {
  let next = 0
  for (const number of numbers) {
    column.write(number - next)
    next = number + 1
  }
}

export function readAscending(column: ColumnReader, count: number): Int32Array {
  let next = 0
  return column.readMany(count, () => {
    const number = next + column.read()
    next = number + 1
    return number
  })
}

function readSets(column: ColumnReader, starts: Int32Array): Int32Array {
  let set = 0
  let next = 0
  let at = 0
  return column.readMany(starts.at(-1) ?? 0, () => {
    for (; at === starts[set]; set++) next = 0
    at++
    const value = next + column.read()
    next = value + 1
    return value
  })
}

function writeSteps(column: ColumnWriter, numbers: Int32Array): void {
  let last = 0
  for (const number of numbers) {
    column.writeSigned(number - last)
    last = number
  }
}

function readSteps(column: ColumnReader, count: number): Int32Array {
  let last = 0
  return column.readMany(count, () => (last += column.readSigned()))
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
