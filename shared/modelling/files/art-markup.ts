import { SaxesParser } from 'saxes'
import { noCharacteristic } from './language/known.ts'
import type { Known } from './language/known.ts'

/** What a picture may not hold: it is drawn on a kiosk from markup that somebody else wrote. */
const FORBIDDEN = new Set([
  'script',
  'foreignObject',
  'image',
  'iframe',
  'object',
  'embed',
  'a',
  'animate',
  'set',
  'style',
])

/** Everything wrong with a layer's markup, as sentences: not well-formed, active or loading parts, tokens of unknown characteristics. */
export function checkMarkup(svg: string, known: Known): string[] {
  return [...checkXml(`<g>${svg}</g>`), ...checkTokens(svg, known)]
}

function checkXml(xml: string): string[] {
  const sentences: string[] = []
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => void sentences.push(`This is no well-formed markup: ${xmlSentence(error)}`))
  parser.on('opentag', ({ name, attributes }) => sentences.push(...checkElement(name, attributes)))
  parser.on('doctype', () => void sentences.push('A picture has no document type.'))
  parser.on('processinginstruction', () => void sentences.push('A picture has no instructions such as <?...?>.'))
  parser.write(xml).close()
  return sentences.slice(0, 3)
}

export function checkElement(name: string, attributes: Readonly<Record<string, string>>): string[] {
  const sentences = FORBIDDEN.has(name) ? [`<${name}> has no place in a picture.`] : []
  for (const [key, value] of Object.entries(attributes)) {
    if (/^on/i.test(key)) sentences.push(`${key}="..." has no place in a picture.`)
    if (/^(?:xlink:)?href$/.test(key) && !value.startsWith('#'))
      sentences.push('A picture refers to its own parts only: href="#part".')
    if (/url\((?!['"]?#)/.test(value)) sentences.push('A picture refers to its own parts only: url(#part).')
  }
  return sentences
}

/** The parser's message without its own line and column. */
export const xmlSentence = (error: Error) => error.message.replace(/^\d+:\d+: /, '').replace(/\.?$/, '.')

export const VIEW_BOX = /^-?[\d.]+(?: -?[\d.]+){3}$/

const TOKEN = /\{\{([^{}]*)\}\}/g
const PARTS = { swatch: 1, shade: 2, text: 1, lab: 3, picture: 5 } as const

export function checkTokens(svg: string, known: Known): string[] {
  return [...svg.matchAll(TOKEN)].flatMap(([token, inner = '']) => {
    const [name = '', ...parts] = inner.split(':')
    const wanted = Object.hasOwn(PARTS, name) ? PARTS[name as keyof typeof PARTS] : 0
    if (parts.length !== wanted || wanted === 0)
      return [`${token} is none of the tokens swatch, shade, text, lab and picture.`]
    if (name === 'picture' && parts.slice(1).some((side) => !/^-?\d+(?:\.\d+)?$/.test(side)))
      return [`${token} says where by four numbers: {{picture:ID:X:Y:WIDTH:HEIGHT}}.`]
    const ids = name === 'lab' ? parts : parts.slice(0, 1)
    return ids.flatMap((id) => (known.characteristics.has(id) ? [] : [noCharacteristic(known, id)]))
  })
}
