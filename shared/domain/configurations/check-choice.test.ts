import { expect, test } from 'vitest'
import type { Characteristic, Choice } from '../catalogue/model.ts'
import { checkChoice } from './check-choice.ts'
import { cup, said } from './testing/models.ts'

const of = (id: string): Characteristic => {
  const found = cup().characteristics.find((each) => each.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const codeOf = (id: string, choice: Choice): string => {
  const checked = checkChoice(of(id), choice)
  return checked.ok ? 'ok' : checked.error.code
}

test.each([
  ['body', 'clay', 'ok'],
  ['body', 'wood', 'unknown-value'],
  ['body', 1, 'unknown-value'],
  ['name', '김다미', 'ok'],
  ['name', 'Dami Kim', 'ok'],
  ['name', '', 'empty'],
  ['name', 7, 'wrong-kind'],
  ['name', 'Dami Kimchi', 'too-long'],
  ['name', 'D4mi', 'not-in-pattern'],
  ['name', 'Dami\n', 'not-in-pattern'],
  ['name', 'a'.repeat(100_000), 'too-long'],
  ['height', 8, 'ok'],
  ['height', 12, 'ok'],
  ['height', 9.5, 'ok'],
  ['height', 9.25, 'off-step'],
  ['height', 7.5, 'out-of-range'],
  ['height', 12.5, 'out-of-range'],
  ['height', Number.NaN, 'out-of-range'],
  ['height', Infinity, 'out-of-range'],
  ['height', '9', 'wrong-kind'],
])('%s %j is %s', (id, choice, code) => {
  expect(codeOf(id, choice)).toBe(code)
})

test('a text comes back composed, so that one name has one spelling', () => {
  expect(checkChoice(of('name'), '다미'.normalize('NFD'))).toEqual({ ok: true, value: '다미' })
})

test('letters are counted as people count them', () => {
  const emblem: Characteristic = {
    id: 'e',
    kind: 'text',
    group: 'g',
    title: said('e'),
    required: false,
    pattern: '.*',
    lengthMax: 2,
  }
  expect(checkChoice(emblem, '👩‍🚀🇰🇷').ok).toBe(true)
  expect(checkChoice(emblem, '👩‍🚀🇰🇷!').ok).toBe(false)
})

test('steps without an exact binary form are met', () => {
  const shade: Characteristic = {
    id: 'l',
    kind: 'number',
    group: 'g',
    title: said('l'),
    required: true,
    min: -20,
    max: 100,
    step: 0.1,
  }
  expect(checkChoice(shade, 65.3).ok).toBe(true)
  expect(checkChoice(shade, -0.1).ok).toBe(true)
  expect(checkChoice(shade, 65.35).ok).toBe(false)
  expect(checkChoice({ ...shade, min: -1, step: 1 }, -0)).toEqual({ ok: true, value: 0 })
})
