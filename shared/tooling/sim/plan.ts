import { Random } from '@dangol/domain/chance/random.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'

export const KIOSKS = ['kiosk-1', 'kiosk-2', 'kiosk-3', 'kiosk-4', 'kiosk-5'] as DeviceId[]
export const TABLETS = ['tablet-1', 'tablet-2', 'tablet-3', 'tablet-4', 'tablet-5'] as DeviceId[]
const DEVICES = [...KIOSKS, ...TABLETS]

/** What can go wrong, and to whom. */
export const FAULTS = {
  cut: DEVICES,
  'black-hole': DEVICES,
  sleep: DEVICES,
  unplug: DEVICES,
  'old-disk': DEVICES,
  'old-version': DEVICES,
  clock: [...DEVICES, 'store' as const],
  storm: ['network' as const],
  'kill-store': ['store' as const],
  'restore-backup': ['store' as const],
  'full-disk': ['store' as const],
  'cut-wan': ['wan' as const],
  'bad-wan': ['wan' as const],
} as const
export type Fault = keyof typeof FAULTS

export type Who = DeviceId | 'store' | 'wan' | 'network' | 'shop'

/** One decision of a simulation: who does what, when; `dice` decides the rest. */
export interface Step {
  readonly atMs: number
  readonly who: Who
  readonly what: 'act' | Fault
  readonly dice: number
}

/** How long people and faults are at work before the shop falls quiet. Milliseconds. */
export const BUSY_MS = 50_000
const ACTS = 80
const FAULTS_MOST = 16

/**
 * The whole of what will happen to a shop, drawn from a seed. A seed leaves most kinds of faults out, so that each gets seeds
 * in which nothing else disturbs it (swarm testing, Groce et al., ISSTA 2012). `only` names the kinds instead.
 */
export function planOf(seed: number, only?: readonly Fault[]): Step[] {
  const random = new Random(seed)
  const dice = (): number => random.below(2 ** 31)
  const at = (): number => random.below(BUSY_MS)
  // Drawn apart, so that a kind more leaves everything else that happens as it was.
  const chances = new Random(seed ^ 0xfa017)
  const drawn = (Object.keys(FAULTS) as Fault[]).filter(() => chances.chance(0.35))
  const kinds = only ?? drawn
  // In some shops all are busy with one shopper, so that their hands meet.
  const isCrowd = random.chance(0.65)
  const [kiosks, tablets] = isCrowd ? [KIOSKS.slice(0, 1), TABLETS.slice(0, 2)] : [KIOSKS, TABLETS]
  const acts = Array.from({ length: ACTS }, (): Step => {
    const who = random.chance(isCrowd ? 0.5 : 0.6)
      ? random.pick(kiosks)
      : random.chance(0.85)
        ? random.pick(tablets)
        : 'shop'
    return { atMs: at(), who, what: 'act', dice: dice() }
  })
  const faults = Array.from({ length: kinds.length === 0 ? 0 : random.below(FAULTS_MOST + 1) }, (): Step => {
    const what = random.pick(kinds)
    return { atMs: at(), who: random.pick<Who>(FAULTS[what]), what, dice: dice() }
  })
  return [...acts, ...faults].sort((a, b) => a.atMs - b.atMs)
}
