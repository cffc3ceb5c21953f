import { expect, test } from 'vitest'
import { PURPOSES } from './consent.ts'
import { NOTICES } from './notices.ts'
import { PURPOSE_RULES } from './purpose-rules.ts'

test.each(PURPOSES)('%s has one notice in both languages, and a rule behind it', (purpose) => {
  const { id, version, text } = NOTICES[purpose]
  expect(id).toBe(`notice/${purpose}`)
  expect(version).toBeGreaterThan(0)
  expect(text.ko).toMatch(/[가-힣]/)
  expect(text.en).toMatch(/^[ -~]+$/)
  expect(PURPOSE_RULES[purpose].dataCategories.length).toBeGreaterThan(0)
})

test('what lasts two years says so to whoever agrees', () => {
  for (const purpose of PURPOSES) {
    const ends = PURPOSE_RULES[purpose].lastsMs !== null
    expect(NOTICES[purpose].text.en.includes('two years')).toBe(ends)
    expect(NOTICES[purpose].text.ko.includes('2년')).toBe(ends)
  }
})
