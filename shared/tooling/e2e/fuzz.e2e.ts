import { expect, test } from 'vitest'
import { fuzz } from '../fuzz/run.ts'

test('[A23] [A15] [R1] [R2] a live store answers whatever is thrown at it by a typed refusal, and stays as it was', async () => {
  const { findings, memory } = await fuzz({ seconds: 8, atLeast: 500, seed: 20 })
  expect(findings.all).toEqual([])
  expect(memory.length).toBeGreaterThan(1)
})
