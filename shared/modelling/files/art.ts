import type { Art, ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { isMap } from 'yaml'
import type { Node } from 'yaml'
import { checkMarkup, VIEW_BOX } from './art-markup.ts'
import { layersOfSvg } from './art-svg.ts'
import { readEntries, readFields, textIn } from './entries.ts'
import type { Known } from './language/known.ts'
import { LIMITS } from './limits.ts'
import type { ModelError } from './model-error.ts'
import type { Reading } from './reading.ts'
import { readCondition } from './sentences.ts'

export const ART_KEYS = ['view box', 'layers'] as const
export const LAYER_KEYS = ['when', 'svg'] as const

/** The text of a file beside the model file, null when there is none. */
export type ReadBeside = (name: string) => string | null

const NO_ART: Art = { viewBox: '0 0 1 1', layers: [] }

/** The picture: the name of an SVG file beside, whose groups are its layers, or the layers themselves. */
export function readArt(reading: Reading, node: Node | undefined, known: Known, beside: ReadBeside): Art {
  if (node === undefined) return NO_ART
  if (!isMap(node)) return artBeside(reading, node, known, beside)
  const fields = readFields(reading, node, 'art', ART_KEYS, ART_KEYS)
  const layers = readEntries(reading, fields?.layers, 'art', LIMITS.layersMax).map(({ id, node: each }): ArtLayer => {
    const name = `art.${id}`
    const layer = isMap(each) ? readFields(reading, each, name, LAYER_KEYS, ['svg']) : { svg: each }
    const svg = layer?.svg ? textIn(reading, layer.svg, name) : ''
    for (const sentence of checkMarkup(svg, known)) reading.refuse(layer?.svg, name, sentence)
    return { id, ...(layer?.when && { when: readCondition(reading, layer.when, name, known) }), svg }
  })
  return { viewBox: viewBoxOf(reading, fields?.['view box']), layers }
}

function viewBoxOf(reading: Reading, node: Node | undefined): string {
  const text = node ? textIn(reading, node, 'art') : ''
  if (node && !VIEW_BOX.test(text)) reading.refuse(node, 'art', 'A view box is four numbers: 0 0 1200 900.')
  return text
}

function artBeside(reading: Reading, node: Node, known: Known, beside: ReadBeside): Art {
  const name = textIn(reading, node, 'art')
  if (!/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*\.svg$/u.test(name)) {
    reading.refuse(node, 'art', `"${name}" is no name of an .svg file in the folder of the model.`)
    return NO_ART
  }
  const text = beside(name)
  if (text === null) {
    reading.refuse(node, 'art', `There is no file ${name} beside the model.`)
    return NO_ART
  }
  const errors: ModelError[] = []
  const art = layersOfSvg(name, text, known, errors)
  reading.errors.push(...errors.slice(0, LIMITS.errorsMax))
  return art ?? NO_ART
}
