import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { expect, test } from 'vitest'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { SHOWN_MAX, showcaseOf, variant } from './showcase.ts'

test('the loop shows as many pictures as it may, each under a key of its own', () => {
  const shown = showcaseOf([mug])
  expect(shown).toHaveLength(SHOWN_MAX)
  expect(new Set(shown.map((one) => one.key)).size).toBe(SHOWN_MAX)
  expect(showcaseOf([])).toEqual([])
})

test('nothing is shown that could not be made', () => {
  for (let n = 0; n < 6; n++) expect(openConfigurator(mug).look(variant(mug, n)).violated).toEqual([])
})
