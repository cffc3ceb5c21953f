import { expect, test } from 'vitest'
import { z } from 'zod'
import { createManualTime } from '../testing/manual-time.ts'
import { createIds } from './system-ids.ts'

test('ids are UUIDv7 of our own clock and rise, within a millisecond and when the clock is set back', () => {
  const time = createManualTime()
  const ids = createIds(time)
  const made = Array.from({ length: 500 }, () => ids.next())
  time.advance(-60_000)
  made.push(...Array.from({ length: 500 }, () => ids.next()))
  time.advance(120_000)
  made.push(ids.next())
  expect(made).toEqual([...made].sort())
  expect(new Set(made).size).toBe(made.length)
  for (const id of made) expect(z.uuidv7().safeParse(id).success).toBe(true)
  const last = made.at(-1)?.replaceAll('-', '').slice(0, 12) ?? ''
  expect(Number.parseInt(last, 16)).toBe(time.nowMs())
})
