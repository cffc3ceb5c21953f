import { GAP_MM, MAIN_TARGET_MM, TARGET_MM } from '@dangol/ui/display/mm.ts'

/** Something that can be pressed, as it stands on the screen. CSS pixels. */
export interface Target {
  /** How a person would find it: what it is and what it says. */
  readonly label: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The one action that the screen is for. */
  readonly main: boolean
  /** Nothing of it is scrolled away or covered, so its neighbours count. */
  readonly whole: boolean
}

/** Lengths are measured in fractions of pixels; this much is not seen by anybody. */
const ROUNDING_PX = 0.5

/** Rule A1 of recognition-ux 6.2: one sentence for each target that is too small, and for each pair too close. */
export function targetProblems(targets: readonly Target[], pitchMm: number): string[] {
  return [...targets.flatMap((target) => sizeProblem(target, pitchMm)), ...gapProblems(targets, pitchMm)]
}

/** Distance between two boxes, corner to corner where they stand askew; 0 where they touch or overlap. CSS pixels. */
export function gapOf(a: Target, b: Target): number {
  const across = Math.max(0, b.x - (a.x + a.width), a.x - (b.x + b.width))
  const down = Math.max(0, b.y - (a.y + a.height), a.y - (b.y + b.height))
  return Math.hypot(across, down)
}

function sizeProblem(target: Target, pitchMm: number): string[] {
  const neededMm = target.main ? MAIN_TARGET_MM : TARGET_MM
  const smallest = Math.min(target.width, target.height)
  if (smallest + ROUNDING_PX >= neededMm / pitchMm) return []
  return [`${target.label}: ${mm(target.width, pitchMm)} × ${mm(target.height, pitchMm)} mm, needs ${neededMm} mm`]
}

function gapProblems(targets: readonly Target[], pitchMm: number): string[] {
  const whole = targets.filter((target) => target.whole)
  return whole.flatMap((a, index) =>
    whole.slice(index + 1).flatMap((b) => {
      const gap = gapOf(a, b)
      if (gap + ROUNDING_PX >= GAP_MM / pitchMm || isInside(a, b) || isInside(b, a)) return []
      return [`${a.label} and ${b.label}: ${mm(gap, pitchMm)} mm apart, needs ${GAP_MM} mm`]
    }),
  )
}

/** One target within another is part of it: pressing either does what the person means. */
const isInside = (inner: Target, outer: Target): boolean =>
  inner.x >= outer.x - ROUNDING_PX &&
  inner.y >= outer.y - ROUNDING_PX &&
  inner.x + inner.width <= outer.x + outer.width + ROUNDING_PX &&
  inner.y + inner.height <= outer.y + outer.height + ROUNDING_PX

const mm = (px: number, pitchMm: number): string => (px * pitchMm).toFixed(1)
