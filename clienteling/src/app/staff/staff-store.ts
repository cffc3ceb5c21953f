import type { StoreLink } from '@dangol/client/store-link.ts'
import type { AssociateId, CommandId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { StaffMe } from '@dangol/protocol/staff.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useStaffContext } from '../staff-context.ts'
import { useStaffList } from './staff-list.ts'

/** Whose this device is. 'locked': still theirs, and it shows nothing until their PIN or another person's is given. */
type Hold =
  /** 'ended': the store ended their session, somewhere else or by a change of PIN. */
  | { kind: 'nobody'; why: 'start' | 'left' | 'ended' }
  | { kind: 'held'; me: StaffMe }
  | { kind: 'locked'; me: StaffMe; why: 'time' | 'hand' }

/**
 * Who holds this device. The session lives in this page's memory and nowhere else: after a reload the PIN is asked again. A
 * locked device keeps it, so that it still rings when help is called; what a person may see or do needs the PIN.
 */
export const useStaffStore = defineStore('staff', () => {
  const { link, holder, ids } = useStaffContext()
  const people = useStaffList(link)
  const hold = shallowRef<Hold>({ kind: 'nobody', why: 'start' })
  const pin = useOwnPin(link, () => ids.next<CommandId>())

  /** Rights belong to a person on a device: whoever holds it is named in a new handshake. */
  function present(session: string | null): void {
    holder.session = session
    link.reconnect()
  }
  async function signIn(associate: AssociateId, typed: string): Promise<Answer<'staff:sign-in'>> {
    const answer = await link.request('staff:sign-in', { associate, pin: typed })
    if (!answer.ok) return answer
    pin.given(answer.value.me.mustChangePin ? typed : null)
    // First the new line, so that what the screens ask at once goes out on it.
    present(answer.value.session)
    hold.value = { kind: 'held', me: answer.value.me }
    return answer
  }
  function nobody(why: 'left' | 'ended'): void {
    pin.given(null)
    hold.value = { kind: 'nobody', why }
  }
  async function signOut(): Promise<void> {
    const ended = holder.session
    nobody('left')
    await link.request('staff:sign-out', {})
    // Somebody may have signed in while the store was being told.
    if (holder.session === ended) present(null)
  }
  /** Asks the store whose this device is: a session may be over, and a role another. */
  async function check(): Promise<void> {
    const asked = holder.session
    if (asked === null) return
    const answer = await link.request('staff:me', {})
    if (!answer.ok || holder.session !== asked) return
    if (answer.value !== null) return became(answer.value)
    nobody('ended')
    present(null)
  }
  function became(me: StaffMe): void {
    if (hold.value.kind !== 'nobody') hold.value = { ...hold.value, me }
  }
  onScopeDispose(link.onStatus((status) => void ((status === 'online' || status === 'read-only') && check())))

  return {
    ...people,
    hold: computed(() => hold.value),
    /** Who works with it now; null while it is locked or nobody's. */
    me: computed(() => (hold.value.kind === 'held' ? hold.value.me : null)),
    ...{ signIn, signOut, check, became },
    lock(why: 'time' | 'hand') {
      if (hold.value.kind === 'held') hold.value = { ...hold.value, kind: 'locked', why }
    },
    /** `old`: null for the one that was just given to sign in and has to be changed. */
    async changePin(old: string | null, next: string): Promise<Answer<'staff:change-pin'>> {
      const answer = await pin.change(old, next)
      if (answer.ok && hold.value.kind !== 'nobody') became({ ...hold.value.me, mustChangePin: false })
      return answer
    },
  }
})

/** A PIN that somebody else chose is known here only until it is changed, so that nobody types it twice. */
function useOwnPin(link: StoreLink, nextId: () => CommandId) {
  let givenPin: string | null = null
  return {
    given: (pin: string | null): void => void (givenPin = pin),
    async change(old: string | null, newPin: string): Promise<Answer<'staff:change-pin'>> {
      const pin = old ?? givenPin ?? ''
      const answer = await link.request('staff:change-pin', { commandId: nextId(), pin, newPin })
      if (answer.ok) givenPin = null
      return answer
    },
  }
}
