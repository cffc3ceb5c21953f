import type { Clock } from '@dangol/domain/time/clock.ts'

/**
 * Wall clock as of the start of the process, advanced by the monotonic clock: setting the machine's time neither ends a
 * visit nor keeps it open (sync G9).
 */
export const steadyClock: Clock = { nowMs: () => Math.round(performance.timeOrigin + performance.now()) }
