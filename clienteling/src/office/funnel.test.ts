import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { biggestDrop, funnelSteps } from './funnel.ts'
import type { Stage } from './funnel.ts'

const STAGES: readonly Stage[] = ['started', 'engaged', 'in-cart', 'ordered']
const funnelOf = (...visits: number[]) => STAGES.map((stage, index) => ({ stage, visits: visits[index] ?? 0 }))

describe('the way from visit to order', () => {
  it('says per stage how many went on and how many stopped', () => {
    expect(funnelSteps(funnelOf(48, 36, 14, 11))).toEqual([
      { stage: 'started', visits: 48, ofAll: 100, kept: null, lost: 0 },
      { stage: 'engaged', visits: 36, ofAll: 75, kept: 75, lost: 12 },
      { stage: 'in-cart', visits: 14, ofAll: 29, kept: 39, lost: 22 },
      { stage: 'ordered', visits: 11, ofAll: 23, kept: 79, lost: 3 },
    ])
  })

  it('claims no share of a stage that nobody reached', () => {
    const steps = funnelSteps(funnelOf(3, 0, 0, 0))
    expect(steps.map(({ kept }) => kept)).toEqual([null, 0, null, null])
    expect(steps.map(({ lost }) => lost)).toEqual([0, 3, 0, 0])
  })

  it('is all zeros on a day without visits', () => {
    expect(funnelSteps(funnelOf()).every(({ ofAll, lost }) => ofAll === 0 && lost === 0)).toBe(true)
  })

  it('loses, over all stages, exactly the visits that did not order', () => {
    const falling = fc.array(fc.nat(500), { minLength: 4, maxLength: 4 }).map((all) => all.sort((a, b) => b - a))
    fc.assert(
      fc.property(falling, (visits) => {
        const lost = funnelSteps(funnelOf(...visits)).reduce((sum, step) => sum + step.lost, 0)
        expect(lost).toBe((visits[0] ?? 0) - (visits[3] ?? 0))
      }),
    )
  })
})

describe('where most visits stop', () => {
  it('is the stage before the biggest loss', () => {
    const drop = biggestDrop(funnelSteps(funnelOf(48, 36, 14, 11)))
    expect(drop).toEqual({ from: 'engaged', to: 'in-cart', lost: 22 })
  })

  it('is the earlier of two equal ones', () => {
    expect(biggestDrop(funnelSteps(funnelOf(9, 6, 3, 3)))).toMatchObject({ from: 'started', to: 'engaged' })
  })

  it('is nowhere when every visit ordered, or none came', () => {
    expect(biggestDrop(funnelSteps(funnelOf(4, 4, 4, 4)))).toBeNull()
    expect(biggestDrop(funnelSteps(funnelOf()))).toBeNull()
  })
})
