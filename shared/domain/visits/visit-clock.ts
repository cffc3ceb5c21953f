import { ok, refuse } from '../result/result.ts'
import type { Result } from '../result/result.ts'
import { LEVELS, VISIT_LIMITS } from './level.ts'
import type { Level } from './level.ts'

/** When a visit warns and ends (recognition-ux 6.3). A value: every function answers with a new one. */
export interface VisitClock {
  readonly level: Level
  /** When the visit reached its level: the absolute limit counts from here. */
  readonly levelSinceMs: number
  readonly touchedAtMs: number
  /** Extensions since the last touch. */
  readonly extensions: number
}

export type VisitClockState =
  | { readonly kind: 'active' }
  /** Personal content is covered; only `extend` answers. No extensions are left when the absolute limit is what ends. */
  | { readonly kind: 'warning'; readonly endsAt: number; readonly extensionsLeft: number }
  | { readonly kind: 'over' }

/** At least ten times, or people who need longer are shut out (WCAG 2.2.1). Any touch in between gives all of them back. */
export const EXTENSIONS_MAX = 10

export const startClock = (level: Level, nowMs: number): VisitClock => ({
  level,
  levelSinceMs: nowMs,
  touchedAtMs: nowMs,
  extensions: 0,
})

/** Any touch or key. Ignored while the warning is up, and after the end. */
export function touch(clock: VisitClock, nowMs: number): VisitClock {
  return tick(clock, nowMs).kind === 'active' ? { ...clock, touchedAtMs: nowMs, extensions: 0 } : clock
}

/** "More time". Refuses: 'visit-over' after the end, 'no-more-time' when no extension is left or the absolute limit is near. */
export function extend(
  clock: VisitClock,
  nowMs: number,
): Result<VisitClock, { code: 'visit-over' } | { code: 'no-more-time' }> {
  const state = tick(clock, nowMs)
  if (state.kind === 'over') return refuse('visit-over')
  if (state.kind === 'active') return ok({ ...clock, touchedAtMs: nowMs })
  if (state.extensionsLeft === 0) return refuse('no-more-time')
  return ok({ ...clock, touchedAtMs: nowMs, extensions: clock.extensions + 1 })
}

/**
 * The store knows more of the person now: its limits hold from here. Only an approval ends within a visit; that nobody touched
 * the screen is not forgotten by it.
 */
export function raise(clock: VisitClock, level: Level, nowMs: number): VisitClock {
  if (level === clock.level) return clock
  const isHigher = LEVELS.indexOf(level) > LEVELS.indexOf(clock.level)
  if (isHigher) return startClock(level, nowMs)
  return clock.level === 'L3' ? { ...clock, level, levelSinceMs: nowMs } : clock
}

/** Where the visit stands at an instant. */
export function tick(clock: VisitClock, nowMs: number): VisitClockState {
  const { warnAt, endsAt, isLast } = turns(clock)
  if (nowMs >= endsAt) return { kind: 'over' }
  if (nowMs < warnAt) return { kind: 'active' }
  return { kind: 'warning', endsAt, extensionsLeft: isLast ? 0 : EXTENSIONS_MAX - clock.extensions }
}

/** The next instant at which `tick` will answer otherwise, for whoever sets a timer; null once the visit is over. */
export function nextTurnMs(clock: VisitClock, nowMs: number): number | null {
  const { warnAt, endsAt } = turns(clock)
  return nowMs < warnAt ? warnAt : nowMs < endsAt ? endsAt : null
}

function turns(clock: VisitClock): { warnAt: number; endsAt: number; isLast: boolean } {
  const limits = VISIT_LIMITS[clock.level]
  const idleEnd = clock.touchedAtMs + limits.warnAfterMs + limits.countdownMs
  const lastEnd = clock.levelSinceMs + limits.lastMs
  const endsAt = Math.min(idleEnd, lastEnd)
  return { warnAt: endsAt - limits.countdownMs, endsAt, isLast: lastEnd <= idleEnd }
}
