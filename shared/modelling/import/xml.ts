import { SaxesParser } from 'saxes'
import { ImportFault } from './imported.ts'

/** An element of an XML file with its place. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly line: number
  readonly children: Element[]
  /** Text directly inside, outside of its children. */
  text: string
}

/** Deeper than any model nests its blocks; a hostile file may. */
const DEPTH_MAX = 200

/** The root element of an XML text. Refuses: text that is not well-formed, with the line. */
export function parseXml(text: string): Element {
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false })
  const open: Element[] = []
  let root: Element | undefined
  parser.on('error', (error) => {
    throw new ImportFault('malformed', parser.line, error.message.replace(/^\d+:\d+: /, ''))
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, line: parser.line, children: [], text: '' }
    if (open.length >= DEPTH_MAX) throw new ImportFault('too-large', parser.line, 'elements nest too deep')
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('text', (piece) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += piece
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  if (root === undefined) throw new ImportFault('malformed', null, 'an empty file')
  return root
}

/** The attribute's value. Refuses: an element without it. */
export function attribute(element: Element, name: string): string {
  const value = element.attributes[name]
  if (value === undefined) throw new ImportFault('malformed', element.line, `<${element.name}> without '${name}'`)
  return value
}

export const child = (element: Element, name: string): Element | undefined =>
  element.children.find((each) => each.name === name)

export const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')
