import { expect, test } from 'vitest'
import { GLYPHS, glyphOf } from './glyphs.ts'

test('every drawing is a pair of paths, and an unknown name is a box', () => {
  for (const { body, lines } of Object.values(GLYPHS)) {
    expect(body).toMatch(/^M[\d\s.,a-zA-Z-]+z$/)
    expect(lines).toMatch(/^M[\d\s.,a-zA-Z-]+$/)
  }
  expect(glyphOf('spaceship')).toBe(GLYPHS['gift'])
})
