import type { Art, ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { SaxesParser } from 'saxes'
import { checkElement, checkTokens, VIEW_BOX, xmlSentence } from './art-markup.ts'
import { parseCondition } from './language/condition.ts'
import type { Known } from './language/known.ts'
import { Misread } from './language/words.ts'
import { LIMITS } from './limits.ts'
import type { ModelError } from './model-error.ts'

/**
 * The layers of an SVG file: its top-level groups, bottom first, each `<g id="tank-teardrop" data-when="tank = teardrop">`. Line
 * breaks with the indentation around them, between tags, are the file's and not the picture's. Null when it is no such file.
 */
export function layersOfSvg(file: string, text: string, known: Known, errors: ModelError[]): Art | null {
  const refuse = (line: number, column: number, name: string, sentence: string) =>
    void errors.push({ file, line, column, name, sentence })
  if (text.length > LIMITS.artLengthMax) {
    refuse(1, 1, 'art', `A picture has at most ${LIMITS.artLengthMax} characters; this one has ${text.length}.`)
    return null
  }
  const groups = topGroups(text, refuse)
  if (errors.length > 0) return null
  const seen = new Set<string>()
  const layers = groups.layers.map((group): ArtLayer => {
    const { id, when, line } = group
    const name = `art.${id || '?'}`
    if (id === '' || seen.has(id))
      refuse(line, 1, name, id ? `The layer "${id}" stands here twice.` : 'A layer has an id.')
    seen.add(id)
    const svg = unbroken(text.slice(group.from, group.to))
    for (const sentence of checkTokens(svg, known)) refuse(line, 1, name, sentence)
    if (when === undefined) return { id, svg }
    try {
      return { id, when: parseCondition(known, when), svg }
    } catch (error) {
      if (!(error instanceof Misread)) throw error
      refuse(line, 1, name, error.message)
      return { id, svg }
    }
  })
  return { viewBox: groups.viewBox, layers }
}

/** Markup without the line breaks and indentation that stand between its tags. */
export const unbroken = (svg: string): string => svg.trim().replace(/>\s*\n\s*</g, '><')

interface Group {
  readonly id: string
  readonly when: string | undefined
  readonly line: number
  /** Its content in the text. */
  readonly from: number
  to: number
}
type Refuse = (line: number, column: number, name: string, sentence: string) => void

function topGroups(text: string, refuse: Refuse): { viewBox: string; layers: Group[] } {
  const layers: Group[] = []
  let viewBox = ''
  let depth = 0
  const parser = new SaxesParser({ xmlns: false })
  const wrong = (sentence: string) => refuse(parser.line, Math.max(1, parser.column), 'art', sentence)
  parser.on('error', (error) => wrong(`This is no well-formed SVG: ${xmlSentence(error)}`))
  parser.on('doctype', () => wrong('A picture has no document type.'))
  parser.on('processinginstruction', () => wrong('A picture has no instructions such as <?...?>.'))
  parser.on('opentag', ({ name, attributes }) => {
    depth++
    for (const sentence of checkElement(name, attributes)) wrong(sentence)
    if (depth === 1) viewBox = attributes['viewBox'] ?? ''
    if (depth === 1 && (name !== 'svg' || !VIEW_BOX.test(viewBox)))
      wrong('The picture is one <svg viewBox="0 0 1200 900">.')
    if (depth !== 2) return
    if (name !== 'g') wrong(`Every part of the picture stands in a layer: <g id="...">, not <${name}>.`)
    const lost = Object.keys(attributes).find((key) => key !== 'id' && key !== 'data-when' && !key.includes(':'))
    if (lost !== undefined) wrong(`A layer has an id and data-when; what "${lost}" does belongs to a <g> within it.`)
    const [id = '', when] = [attributes['id'], attributes['data-when']]
    layers.push({ id, when, line: parser.line, from: parser.position, to: parser.position })
  })
  parser.on('closetag', () => {
    const layer = depth === 2 ? layers.at(-1) : undefined
    // An empty layer <g id="x"/> closes where it opens.
    if (layer) layer.to = Math.max(layer.from, text.lastIndexOf('</', parser.position - 1))
    depth--
  })
  parser.write(text).close()
  if (layers.length > LIMITS.layersMax) refuse(1, 1, 'art', `A picture has at most ${LIMITS.layersMax} layers.`)
  return { viewBox, layers }
}
