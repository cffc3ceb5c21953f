import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { z } from 'zod'
import { wait } from './wait.ts'

/** What Shopify says of the bucket with every answer; points, and points per second. */
export const CostSchema = z.object({
  requestedQueryCost: z.number().nonnegative(),
  throttleStatus: z.object({
    maximumAvailable: z.number().positive(),
    currentlyAvailable: z.number(),
    restoreRate: z.number().positive(),
  }),
})
export type Cost = z.infer<typeof CostSchema>

/** 'floor': somebody of the staff waits for it. */
export type Purpose = 'floor' | 'background'

export interface Bucket {
  /** Waits until the bucket has what the operation takes. Rejects with the signal's reason when that comes first. */
  take(operation: string, purpose: Purpose, signal: AbortSignal): Promise<void>
  heard(operation: string, cost: Cost): void
  /** Nothing is asked for so long. */
  rest(ms: number): void
  /** How long until the bucket has as much again; milliseconds. */
  afterMs(cost: Cost): number
}

/** Of the bucket, kept free for staff who wait. */
const RESERVED = 0.2
/** Of an operation whose cost was not heard yet. */
const FIRST_COST = 100
const SECOND_MS = 1_000

/**
 * Shopify charges every call by what it may bring and fills the bucket again by the second. How long to wait is computed from what
 * it last said; a fixed pause would be too long on a large plan and too short on a small one.
 */
export function createBucket(clock: Clock, timers: Pick<Timers, 'after'>): Bucket {
  const costs = new Map<string, number>()
  let level: { available: number; max: number; perSecond: number; atMs: number } | null = null
  let restsUntilMs = 0

  const nowAvailable = (): number => {
    if (level === null) return Number.POSITIVE_INFINITY
    const sinceMs = Math.max(0, clock.nowMs() - level.atMs)
    return Math.min(level.max, level.available + (sinceMs / SECOND_MS) * level.perSecond)
  }
  const missingMs = (cost: number, purpose: Purpose): number => {
    if (level === null) return 0
    const reserve = purpose === 'floor' ? 0 : level.max * RESERVED
    // More than the bucket ever holds: asked with a full one, and Shopify says no.
    const needed = Math.min(cost + reserve, level.max)
    return Math.max(0, Math.ceil(((needed - nowAvailable()) / level.perSecond) * SECOND_MS))
  }

  return {
    async take(operation, purpose, signal) {
      const cost = costs.get(operation) ?? FIRST_COST
      for (;;) {
        const waitMs = Math.max(restsUntilMs - clock.nowMs(), missingMs(cost, purpose))
        if (waitMs <= 0) break
        await wait(timers, waitMs, signal)
      }
      if (level !== null) level = { ...level, available: nowAvailable() - cost, atMs: clock.nowMs() }
    },
    heard(operation, { requestedQueryCost, throttleStatus }) {
      costs.set(operation, requestedQueryCost)
      const { currentlyAvailable: available, maximumAvailable: max, restoreRate: perSecond } = throttleStatus
      level = { available, max, perSecond, atMs: clock.nowMs() }
    },
    rest: (ms) => void (restsUntilMs = Math.max(restsUntilMs, clock.nowMs() + ms)),
    afterMs({ requestedQueryCost, throttleStatus: { currentlyAvailable, restoreRate } }) {
      return Math.max(SECOND_MS, Math.ceil(((requestedQueryCost - currentlyAvailable) / restoreRate) * SECOND_MS))
    },
  }
}
