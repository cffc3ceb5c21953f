import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import { FLOOR_ROLES } from '@dangol/domain/trust/role.ts'
import { FIRST_STAFF } from '@dangol/server/src/features/staff/first-staff.ts'
import type { DemoPerson } from '@dangol/server/src/features/staff/first-staff.ts'

/** Pause before a sign-in that came to nothing is tried again. Milliseconds. */
const AGAIN_AFTER_MS = 1_000

/** Who of the demonstration works with the n-th tablet. */
export function associateAt(n: number): DemoPerson {
  const floor = FIRST_STAFF.filter(({ role }) => FLOOR_ROLES.some((one) => one === role))
  const associate = floor[n % floor.length]
  if (associate === undefined) throw new Error('nobody works here')
  return associate
}

/**
 * An associate at the pad: signs in whenever the store takes the tablet for nobody's, as it does at first, after it came back on
 * an old disk, and once the last sign-in was laid aside too long.
 */
export function keepSignedIn(o: {
  readonly link: StoreLink
  readonly timers: Timers
  readonly associate: DemoPerson
  /** Kept for the next handshakes of this tablet. */
  readonly onSession: (session: string) => void
}): void {
  const { link, timers } = o
  const { id: associate, pin } = o.associate
  let isAtIt = false
  let isOnLine = false
  const signIn = async (): Promise<void> => {
    const me = await link.request('staff:me', {})
    // No answer says nothing: the line may be back by itself, and nobody would ask again.
    if (!me.ok) return void timers.after(AGAIN_AFTER_MS, attempt)
    if (me.value !== null) return
    const answer = await link.request('staff:sign-in', { associate, pin })
    if (!answer.ok) return void timers.after(AGAIN_AFTER_MS, attempt)
    o.onSession(answer.value.session)
    link.reconnect()
  }
  const attempt = (): void => {
    if (isAtIt || !isOnLine) return
    isAtIt = true
    void signIn().finally(() => (isAtIt = false))
  }
  link.onStatus((status) => {
    isOnLine = status === 'online' || status === 'catching-up'
    attempt()
  })
}
