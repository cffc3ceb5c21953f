import { expect, test } from 'vitest'
import { GLYPHS, glyphOf, linesOn } from './glyphs.ts'

test('every drawing is a pair of paths, and an unknown name is a box', () => {
  for (const { body, lines } of Object.values(GLYPHS)) {
    expect(body).toMatch(/^M[\d\s.,a-zA-Z-]+z$/)
    expect(lines).toMatch(/^M[\d\s.,a-zA-Z-]+$/)
  }
  expect(glyphOf('spaceship')).toBe(GLYPHS['gift'])
})

test('lines are drawn light on what is dark, and in ink on everything else', () => {
  expect(linesOn('#16181D')).toBe('#F7F5F1')
  expect(linesOn('#203a63')).toBe('#F7F5F1')
  expect(linesOn('#D9C7A0')).toBe('#16181D')
  expect(linesOn('tomato')).toBe('#16181D')
})
