import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labToHex, NEUTRAL, safeColour, shade } from './colour.ts'

describe('shade', () => {
  it('moves towards white for positive and towards black for negative percentages', () => {
    expect(shade('#808080', 100)).toBe('#ffffff')
    expect(shade('#808080', -100)).toBe('#000000')
    expect(shade('#804020', 50)).toBe('#c0a090')
    expect(shade('#804020', -50)).toBe('#402010')
  })

  it('leaves a colour as it is at zero, and reads the short form', () => {
    expect(shade('#abcdef', 0)).toBe('#abcdef')
    expect(shade('#f0a', 0)).toBe('#ff00aa')
  })

  it('starts from the neutral grey when the colour cannot be read', () => {
    expect(shade('tomato', 0)).toBe(NEUTRAL)
  })

  it('always gives a colour that can be read again, and never goes past black or white', () => {
    const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
    fc.assert(
      fc.property(hex, fc.double({ min: -500, max: 500 }), (colour, percent) => {
        expect(safeColour(shade(colour, percent))).toBe(shade(colour, percent))
      }),
    )
  })
})

describe('safeColour', () => {
  it('lets hexadecimal colours through and nothing that could carry markup', () => {
    expect(safeColour('#ABC')).toBe('#aabbcc')
    expect(safeColour('#12ab9f')).toBe('#12ab9f')
    for (const hostile of ['red"/><script>', 'url(https://example.test/x)', '', undefined, '#12345'])
      expect(safeColour(hostile)).toBe(NEUTRAL)
  })
})

describe('labToHex', () => {
  it('gives the published sRGB primaries for their CIELAB values under D65', () => {
    expect(labToHex({ l: 53.2408, a: 80.0925, b: 67.2032 })).toBe('#ff0000')
    expect(labToHex({ l: 87.7347, a: -86.1827, b: 83.1793 })).toBe('#00ff00')
    expect(labToHex({ l: 32.297, a: 79.1875, b: -107.8602 })).toBe('#0000ff')
  })

  it('gives the same primaries under D50 for their D50 values', () => {
    expect(labToHex({ l: 54.2917, a: 80.8125, b: 69.8851 }, 'D50')).toBe('#ff0000')
    expect(labToHex({ l: 29.5676, a: 68.2986, b: -112.0294 }, 'D50')).toBe('#0000ff')
  })

  it('maps the ends of lightness to black and white under both white points', () => {
    for (const illuminant of ['D50', 'D65'] as const) {
      expect(labToHex({ l: 0, a: 0, b: 0 }, illuminant)).toBe('#000000')
      expect(labToHex({ l: 100, a: 0, b: 0 }, illuminant)).toBe('#ffffff')
    }
  })

  it('clamps what no screen can show instead of failing', () => {
    expect(labToHex({ l: 50, a: 500, b: -500 })).toMatch(/^#[0-9a-f]{6}$/)
    expect(labToHex({ l: Number.NaN, a: 0, b: 0 })).toBe('#000000')
  })
})
