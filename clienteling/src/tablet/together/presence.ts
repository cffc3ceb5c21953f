import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { PRESENCE_LASTS_MS } from '@dangol/protocol/assist.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import { computed, shallowRef } from 'vue'

/** A glance moves faster than anybody can follow it: so often at most it is told. Milliseconds. */
export const LOOK_PAUSE_MS = 400
/** A look that stays is told again before its last word runs out. Milliseconds. */
export const LOOK_AGAIN_MS = PRESENCE_LASTS_MS / 2

interface PresenceOptions {
  readonly timers: Timers
  /** Tells the others where this associate looks. */
  readonly tell: (visitId: VisitId, looking: CharacteristicId | null) => void
}

/** Who looks where in the visit that is followed, and telling the others where the associate looks (P1). */
export function usePresence({ timers, tell }: PresenceOptions) {
  const heard = shallowRef<ReadonlyMap<string, Presence>>(new Map())
  const expiries = new Map<string, CancelTimer>()
  let mine: { visitId: VisitId; looking: CharacteristicId | null } | null = null
  let told: CharacteristicId | null | undefined
  let cancelTelling: CancelTimer | null = null
  let cancelAgain: CancelTimer = () => undefined

  function forget(deviceId: string): void {
    expiries.get(deviceId)?.()
    expiries.delete(deviceId)
    heard.value = new Map([...heard.value].filter(([id]) => id !== deviceId))
  }
  function say(): void {
    if (mine === null) return
    told = mine.looking
    tell(mine.visitId, mine.looking)
    cancelTelling = timers.after(LOOK_PAUSE_MS, () => {
      cancelTelling = null
      if (mine && mine.looking !== told) say()
    })
    cancelAgain()
    cancelAgain = timers.after(LOOK_AGAIN_MS, say)
  }

  return {
    lookers: computed(() => [...heard.value.values()]),
    hear(presence: Presence): void {
      forget(presence.deviceId)
      heard.value = new Map(heard.value).set(presence.deviceId, presence)
      expiries.set(
        presence.deviceId,
        timers.after(PRESENCE_LASTS_MS, () => forget(presence.deviceId)),
      )
    },
    /** The associate looks at this characteristic, or at none in particular. */
    look(visitId: VisitId, looking: CharacteristicId | null): void {
      mine = { visitId, looking }
      if (cancelTelling === null) say()
    },
    /** Nobody is followed any more: nothing is told, and what was heard is gone. */
    stop(): void {
      mine = null
      told = undefined
      cancelTelling?.()
      cancelTelling = null
      cancelAgain()
      for (const cancel of expiries.values()) cancel()
      expiries.clear()
      heard.value = new Map()
    },
  }
}
