import type { Characteristic, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { unbroken } from '../art-svg.ts'
import { conditionText } from './conditions.ts'

/** A model's picture as an SVG file of layers, an element a line; null where line breaks of its own would be lost. */
export function writeArt({ art, characteristics }: Pick<ConfigModel, 'art' | 'characteristics'>): string | null {
  const of = new Map<string, Characteristic>(characteristics.map((each) => [each.id, each]))
  if (art.layers.some(({ svg }) => unbroken(svg) !== svg)) return null
  const layers = art.layers.map(({ id, when, svg }) => {
    const condition = when ? ` data-when="${escaped(conditionText(when, of))}"` : ''
    return `  <g id="${escaped(id)}"${condition}>${svg && `\n${indented(svg)}  `}</g>\n`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${escaped(art.viewBox)}">\n${layers.join('')}</svg>\n`
}

/** An element a line, each under the one it stands in. */
function indented(svg: string): string {
  let depth = 2
  return svg
    .replaceAll('><', '>\n<')
    .split('\n')
    .map((line) => {
      const opened = line.match(/<[^/!?]/g)?.length ?? 0
      const closed = (line.match(/<\//g)?.length ?? 0) + (line.match(/\/>/g)?.length ?? 0)
      const own = line.startsWith('</') ? depth - 1 : depth
      depth += opened - closed
      return `${'  '.repeat(Math.max(own, 2))}${line}\n`
    })
    .join('')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
