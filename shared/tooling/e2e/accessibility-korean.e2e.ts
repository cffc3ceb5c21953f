import { expect, test } from 'vitest'
import { DAY_WITHIN_MS, problemsOfDay } from './walk-day.ts'

test(
  '[A1, A2, A4] every screen in Korean passes WCAG 2.2 AA, and on the kiosk it can be read and pressed',
  async () => {
    expect(await problemsOfDay('ko', () => true)).toEqual([])
  },
  DAY_WITHIN_MS,
)
