import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { describe, expect, it } from 'vitest'
import { checkMarkup } from './art-markup.ts'
import { layersOfSvg } from './art-svg.ts'
import type { ModelError } from './model-error.ts'

const shape: Characteristic = {
  id: 'shape',
  group: 'g',
  title: { ko: '모양', en: 'Shape' },
  required: true,
  kind: 'choice',
  values: [{ id: 'cup', title: { ko: '잔', en: 'Cup' } }],
}
const known = { characteristics: new Map([['shape', shape]]), lists: new Map() }

function layers(inner: string, head = '<svg viewBox="0 0 9 9">') {
  const errors: ModelError[] = []
  const art = layersOfSvg('a.svg', `${head}\n${inner}\n</svg>\n`, known, errors)
  return { art, errors: errors.map(({ line, name, sentence }) => `${line} ${name}: ${sentence}`) }
}

describe('an SVG file of layers', () => {
  it('keeps what stands in a layer, but for line breaks between tags', () => {
    const { art } = layers(
      '  <g id="a">\n    <g>\n      <text>one\n two</text>\n    </g>\n  </g>\n  <g id="b" data-when="shape = cup"/>',
    )
    expect(art).toEqual({
      viewBox: '0 0 9 9',
      layers: [
        { id: 'a', svg: '<g><text>one\n two</text></g>' },
        { id: 'b', when: { shape: ['cup'] }, svg: '' },
      ],
    })
  })

  it('keeps an empty last element and a layer that ends with text', () => {
    expect(layers('<g id="a"><path d="M0 0"/></g><g id="c">x</g>').art?.layers.map(({ svg }) => svg)).toEqual([
      '<path d="M0 0"/>',
      'x',
    ])
  })

  it.each([
    ['<g id="a" data-when="shape = cap"></g>', '2 art.a: There is no value "cap" of "shape". Did you mean "cup"?'],
    ['<g id="a"/>\n<g id="a"/>', '3 art.a: The layer "a" stands here twice.'],
    ['<g/>', '2 art.?: A layer has an id.'],
    ['<path d=""/>', '2 art: Every part of the picture stands in a layer: <g id="...">, not <path>.'],
    [
      '<g id="a" transform="scale(2)"/>',
      '2 art: A layer has an id and data-when; what "transform" does belongs to a <g> within it.',
    ],
    [
      '<g id="a"><circle fill="{{swatch:shpae}}"/></g>',
      '2 art.a: There is no characteristic "shpae". Did you mean "shape"?',
    ],
    ['<g id="a"><circle></g>', '2 art: This is no well-formed SVG: '],
    ['<g id="a"><script>x</script></g>', '2 art: <script> has no place in a picture.'],
    ['<g id="a" onclick="x()"/>', '2 art: onclick="..." has no place in a picture.'],
    [
      '<g id="a"><use href="https://a.example/x.svg#y"/></g>',
      '2 art: A picture refers to its own parts only: href="#part".',
    ],
    [
      '<g id="a"><path fill="url(https://a.example/)"/></g>',
      '2 art: A picture refers to its own parts only: url(#part).',
    ],
    ['<g id="a"><?xml-stylesheet href="x"?></g>', '2 art: A picture has no instructions such as <?...?>.'],
  ])('%s is refused by its line', (inner, sentence) => {
    expect(layers(inner).errors.join('\n')).toContain(sentence)
  })

  it('is one <svg> with a view box, without a document type', () => {
    expect(layers('', '<svg>').errors[0]).toContain('The picture is one <svg viewBox="0 0 1200 900">.')
    expect(layers('', '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1">').errors[0]).toContain(
      'no document type',
    )
  })
})

describe('markup within a model file', () => {
  it('is well-formed, and its tokens name what there is', () => {
    expect(checkMarkup('<path fill="{{shade:shape:-20}}"/>{{text:shape}}', known)).toEqual([])
    expect(checkMarkup('<path>', known)[0]).toMatch(/^This is no well-formed markup: /)
    expect(checkMarkup('<path d="M0 0"/>{{picture:shape:10:-2.5:30:40}}', known)).toEqual([])
    expect(checkMarkup('{{picture:shape:10:20:30:wide}}', known)).toEqual([
      '{{picture:shape:10:20:30:wide}} says where by four numbers: {{picture:ID:X:Y:WIDTH:HEIGHT}}.',
    ])
    expect(checkMarkup('{{shade:shape}}', known)).toEqual([
      '{{shade:shape}} is none of the tokens swatch, shade, text, lab and picture.',
    ])
    expect(checkMarkup('{{lab:l:a:b}}', known)).toHaveLength(3)
  })
})
