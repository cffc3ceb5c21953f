import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FamilyId } from '../ids/ids.ts'
import { labToHex, NEUTRAL } from './colour.ts'
import type { ArtLayer, ConfigModel } from './model.ts'
import { pictureUri, renderPicture } from './picture.ts'

const text = (en: string) => ({ ko: en, en })
const base = { group: 'g', required: true }

function modelWith(...layers: ArtLayer[]): ConfigModel {
  return {
    id: 'mug' as FamilyId,
    version: 1,
    skuPrefix: 'MUG1',
    currency: 'KRW',
    title: text('Mug'),
    tagline: text('A mug'),
    sampleAt: text('Shelf'),
    groups: [{ id: 'g', title: text('All') }],
    characteristics: [
      {
        ...base,
        id: 'glaze',
        kind: 'choice',
        title: text('Glaze'),
        default: 'blue',
        values: [
          { id: 'red', title: text('Red & hot'), swatch: '#c00' },
          { id: 'blue', title: text('Blue'), swatch: '#204080' },
          { id: 'raw', title: text('Raw') },
          { id: 'evil', title: text('Evil'), swatch: '"/><script>alert(1)</script>' },
        ],
      },
      { ...base, id: 'handle', kind: 'choice', title: text('Handle'), values: [{ id: 'round', title: text('Round') }] },
      { ...base, id: 'name', kind: 'text', title: text('Name'), pattern: '.*', lengthMax: 200 },
      { ...base, id: 'l', kind: 'number', title: text('L'), min: 0, max: 100, step: 1, default: 60 },
      { ...base, id: 'a', kind: 'number', title: text('a'), min: 5, max: 30, step: 1 },
      { ...base, id: 'b', kind: 'number', title: text('b'), min: 0, max: 30, step: 1, default: 20 },
    ],
    constraints: [],
    basePriceMinor: 10_000,
    priceRules: [],
    assemblyDays: 1,
    leadTimes: [],
    art: { viewBox: '0 0 10 10', layers },
  }
}

const layer = (svg: string, when?: ArtLayer['when']): ArtLayer => ({ id: 'l', svg, ...(when && { when }) })
const drawn = (svg: string, choices = {}) => renderPicture(modelWith(layer(svg)), choices)

describe('renderPicture', () => {
  it('is a standalone SVG with its layers in order', () => {
    const svg = renderPicture(modelWith(layer('<a/>'), layer('<b/>')), {})
    expect(svg).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><a/><b/></svg>')
  })

  it('shows a layer only while its condition holds, counting defaults and first values as chosen', () => {
    const model = modelWith(
      layer('<blue/>', { glaze: ['blue'] }),
      layer('<warm/>', { glaze: ['red', 'raw'], handle: ['round'] }),
      layer('<never/>', { nothing: ['x'] }),
      layer('<not-a-choice/>', { l: ['60'] }),
    )
    expect(renderPicture(model, {})).toMatch(/><blue\/><\/svg>$/)
    expect(renderPicture(model, { glaze: 'red' })).toMatch(/><warm\/><\/svg>$/)
  })

  it('fills in the colour of the chosen value, and its shades', () => {
    expect(drawn('{{swatch:glaze}}')).toContain('>#204080<')
    expect(drawn('{{swatch:glaze}}', { glaze: 'red' })).toContain('>#cc0000<')
    expect(drawn('{{shade:glaze:50}}')).toContain('>#90a0c0<')
    expect(drawn('{{shade:glaze:-50}}')).toContain('>#102040<')
  })

  it('draws the neutral colour where there is none, or none that is safe', () => {
    for (const glaze of ['raw', 'evil', 'gone']) expect(drawn('{{swatch:glaze}}', { glaze })).toContain(`>${NEUTRAL}<`)
    expect(drawn('{{swatch:nothing}}{{shade:name:0}}')).toContain(`>${NEUTRAL}${NEUTRAL}<`)
  })

  it('fills in texts, numbers and the English name of a value, escaped', () => {
    expect(drawn('{{text:name}}', { name: '민지' })).toContain('>민지<')
    expect(drawn('{{text:l}}', { l: 7 })).toContain('>7<')
    expect(drawn('{{text:glaze}}', { glaze: 'red' })).toContain('>Red &amp; hot<')
    expect(drawn('[{{text:name}}{{text:nothing}}{{text:glaze}}]', { glaze: 'gone' })).toContain('>[]<')
  })

  it('turns three measurements into a colour, with defaults and lower bounds for those not yet taken', () => {
    expect(drawn('{{lab:l:a:b}}', { l: 72, a: 12, b: 18 })).toContain(labToHex({ l: 72, a: 12, b: 18 }))
    expect(drawn('{{lab:l:a:b}}')).toContain(labToHex({ l: 60, a: 5, b: 20 }))
    expect(drawn('{{lab:l:nothing:b}}{{lab:l:glaze:b}}{{lab:l}}')).toContain(`>${NEUTRAL.repeat(3)}<`)
  })

  it('leaves out tokens it does not know', () => {
    expect(drawn('[{{sparkle:glaze}}{{text}}]')).toContain('>[]<')
  })

  it('keeps hostile text inside its place: no markup, no attribute, no token of its own', () => {
    const hostile = `"/><script>alert('x')</script>{{swatch:glaze}}\u0000\ud800`
    const svg = drawn('<t x="{{text:name}}"/>', { name: hostile })
    expect(svg).not.toMatch(/<script|x=""|\0/)
    expect(svg).toContain('&quot;/&gt;&lt;script&gt;')
    expect(svg).toContain('{{swatch:glaze}}')
  })

  it('never lets any text open a tag, nor break the address of the picture', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 200 }), (units) => {
        const name = String.fromCharCode(...units)
        const svg = drawn('<t x="{{text:name}}"/>', { name })
        expect(svg.match(/[<>]/g)).toHaveLength(6)
        expect(svg.match(/"/g)).toHaveLength(6)
        expect(decodeURIComponent(pictureUri(svg).slice('data:image/svg+xml,'.length))).toBe(svg)
      }),
    )
  })
})

describe('pictureUri', () => {
  it('encodes everything an address cannot hold', () => {
    expect(pictureUri('<svg a="#fff">각</svg>')).toBe(
      'data:image/svg+xml,%3Csvg%20a%3D%22%23fff%22%3E%EA%B0%81%3C%2Fsvg%3E',
    )
  })
})

describe('a picture of the shopper’s own', () => {
  const NAME = `picture:${'a1'.repeat(32)}`
  const CONTENT = 'data:image/png;base64,iVBORw0KGgo='
  const own = (svg: string): ConfigModel => ({
    ...modelWith(layer(svg)),
    characteristics: [
      {
        ...{ ...base, id: 'crest', kind: 'picture', title: text('Crest'), types: ['image/png'] },
        ...{ bytesMax: 1000, widthMin: 1, heightMin: 1 },
      },
    ],
  })
  const draw = (choice: string | undefined, content: string | null, svg = '{{picture:crest:1:2.5:30:40}}') =>
    renderPicture(own(svg), choice === undefined ? {} : { crest: choice }, (name) => (name === NAME ? content : null))

  it('stands in its box, whole', () => {
    expect(draw(NAME, CONTENT)).toContain(
      `<image x="1" y="2.5" width="30" height="40" preserveAspectRatio="xMidYMid meet" href="${CONTENT}"/>`,
    )
  })

  it('is a neutral mark where it is not at hand, and nothing where none is chosen', () => {
    expect(draw(NAME, null)).toContain('<svg x="1" y="2.5" width="30" height="40"')
    expect(renderPicture(own('{{picture:crest:1:2:3:4}}'), { crest: NAME })).not.toContain('<image')
    expect(draw(undefined, CONTENT)).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"></svg>')
  })

  it.each([
    ['an address', 'https://example.test/a.png'],
    ['a drawing', 'data:image/svg+xml;base64,PHN2Zz4='],
    ['markup', 'data:image/png;base64,AA"/><script>alert(1)</script>'],
  ])('is never %s', (_, content) => {
    expect(draw(NAME, content)).not.toMatch(/<image|script|https/)
  })

  it('needs a box of four numbers and a picture’s name', () => {
    expect(draw(NAME, CONTENT, '{{picture:crest:1:2:3}}')).not.toContain('<image')
    expect(draw(NAME, CONTENT, '{{picture:crest:1:2:3:x"}}')).not.toContain('<image')
    expect(draw('crest.png', CONTENT)).not.toContain('<image')
  })
})
