import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { PRESENCE_LASTS_MS } from '@dangol/protocol/assist.ts'
import type { Presence } from '@dangol/protocol/assist.ts'

/** A glance moves faster than anybody can follow it: so often at most it is told. Milliseconds. */
export const GLANCE_PAUSE_MS = 400
/** One that stays is told again before its last word runs out. Milliseconds. */
export const GLANCE_AGAIN_MS = PRESENCE_LASTS_MS / 2
/** Nobody is helped by more people at once. */
export const GLANCES_MAX = 8

export interface GlancesOptions {
  readonly timers: Timers
  readonly tell: (looking: CharacteristicId | null) => void
  readonly onChange: () => void
}

/** Where the others look, and telling them where the shopper does (P1). In memory only, and no longer than it is true. */
export interface Glances {
  readonly heard: () => Presence[]
  hear(presence: Presence): void
  look(looking: CharacteristicId | null): void
  /** Nothing is told any more, and what was heard is gone. */
  forget(): void
}

export function createGlances({ timers, tell, onChange }: GlancesOptions): Glances {
  const others = new Map<DeviceId, { presence: Presence; cancel: CancelTimer }>()
  let mine: { looking: CharacteristicId | null } | null = null
  let told: CharacteristicId | null = null
  let cancelPause: CancelTimer | null = null
  let cancelAgain: CancelTimer = () => undefined

  const say = (): void => {
    if (mine === null) return
    told = mine.looking
    tell(told)
    cancelPause = timers.after(GLANCE_PAUSE_MS, () => {
      cancelPause = null
      if (mine !== null && mine.looking !== told) say()
    })
    cancelAgain()
    cancelAgain = timers.after(GLANCE_AGAIN_MS, say)
  }
  return {
    heard: () => [...others.values()].map(({ presence }) => presence),
    hear(presence) {
      const { deviceId } = presence
      const before = others.get(deviceId)
      if (before === undefined && others.size >= GLANCES_MAX) return
      before?.cancel()
      const cancel = timers.after(PRESENCE_LASTS_MS, () => {
        others.delete(deviceId)
        onChange()
      })
      others.set(deviceId, { presence, cancel })
      onChange()
    },
    look(looking) {
      mine = { looking }
      if (cancelPause === null) say()
    },
    forget() {
      mine = null
      cancelPause?.()
      cancelPause = null
      cancelAgain()
      for (const { cancel } of others.values()) cancel()
      others.clear()
    },
  }
}
