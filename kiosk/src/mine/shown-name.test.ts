import { expect, test } from 'vitest'
import { shownName } from './shown-name.ts'

test('a configuration goes by its name; a present without one, and a new one, by the name of the family', () => {
  expect(shownName({ name: '풋살팀 유니폼' }, '한강 유니폼')).toBe('풋살팀 유니폼')
  expect(shownName({ name: '' }, '한강 유니폼')).toBe('한강 유니폼')
  expect(shownName(null, '한강 유니폼')).toBe('한강 유니폼')
})
