import { labToHex, NEUTRAL, safeColour, shade } from './colour.ts'
import type { Characteristic, Choice, Choices, Condition, ConfigModel } from './model.ts'
import { drawOwnPicture, NO_PICTURES } from './own-picture.ts'
import type { OwnPictures } from './own-picture.ts'

/** Looks up what a picture shows for one characteristic; undefined for an id the model does not know. */
type Shown = (id: string) => { characteristic: Characteristic; choice: Choice } | undefined

/** Longest free text drawn; anything longer is cut, since a picture is no place to read a letter. */
const TEXT_LENGTH_MAX = 80

/**
 * The complete standalone SVG of a configuration: every layer of the model's art whose condition holds, with its tokens filled in.
 * A characteristic without a choice is drawn with its default or first value; unknown ids draw the neutral colour or nothing. A
 * shopper's own picture is drawn where `pictures` has it, and as a neutral mark where not.
 */
export function renderPicture(model: ConfigModel, choices: Choices, pictures: OwnPictures = NO_PICTURES): string {
  const shown = shownChoices(model, choices)
  const layers = model.art.layers.filter((layer) => layer.when === undefined || holds(layer.when, shown))
  const body = layers.map((layer) => fillTokens(layer.svg, shown, pictures)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${escapeXml(model.art.viewBox)}">${body}</svg>`
}

/** A `data:` URI for `<img src>`: an image document runs no script and loads nothing. */
export function pictureUri(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

function shownChoices(model: ConfigModel, choices: Choices): Shown {
  const byId = new Map(model.characteristics.map((characteristic) => [characteristic.id, characteristic]))
  return (id) => {
    const characteristic = byId.get(id)
    return characteristic && { characteristic, choice: choices[id] ?? fallback(characteristic) }
  }
}

function fallback(characteristic: Characteristic): Choice {
  switch (characteristic.kind) {
    case 'choice':
      return characteristic.default ?? characteristic.values[0]?.id ?? ''
    case 'text':
      return characteristic.default ?? ''
    case 'number':
      return characteristic.default ?? characteristic.min
    case 'picture':
      return ''
  }
}

function holds(condition: Condition, shown: Shown): boolean {
  return Object.entries(condition).every(([id, values]) => {
    const choice = shown(id)?.choice
    return typeof choice === 'string' && values.includes(choice)
  })
}

function fillTokens(svg: string, shown: Shown, pictures: OwnPictures): string {
  return svg.replace(/\{\{([a-z]+)((?::[^{}:]*)*)\}\}/g, (_, name: string, rest: string) => {
    const [first = '', ...others] = rest.split(':').slice(1)
    const [second = '', third = ''] = others
    switch (name) {
      case 'swatch':
        return swatchOf(first, shown)
      case 'shade':
        return shade(swatchOf(first, shown), Number(second) || 0)
      case 'text':
        return escapeXml(textOf(first, shown))
      case 'lab':
        return labOf([first, second, third], shown)
      case 'picture':
        return drawOwnPicture(shown(first)?.choice, others, pictures)
      default:
        return ''
    }
  })
}

function swatchOf(id: string, shown: Shown): string {
  const found = shown(id)
  if (found?.characteristic.kind !== 'choice') return NEUTRAL
  return safeColour(found.characteristic.values.find((value) => value.id === found.choice)?.swatch)
}

/** A free text, a number as digits, or the English name of a value: what would be printed or engraved. A picture is no text. */
function textOf(id: string, shown: Shown): string {
  const found = shown(id)
  if (!found) return ''
  const { characteristic, choice } = found
  if (characteristic.kind === 'choice')
    return characteristic.values.find((value) => value.id === choice)?.title.en ?? ''
  return characteristic.kind === 'picture' ? '' : String(choice).slice(0, TEXT_LENGTH_MAX)
}

function labOf(ids: readonly [string, string, string], shown: Shown): string {
  const [l, a, b] = ids.map((id) => Number(shown(id)?.choice))
  if (l === undefined || a === undefined || b === undefined) return NEUTRAL
  return [l, a, b].every(Number.isFinite) ? labToHex({ l, a, b }) : NEUTRAL
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** XML forbids most control characters even when escaped, and a lone surrogate cannot be encoded into a URI: both are dropped. */
function escapeXml(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
