import type { Actor } from '@dangol/domain/trust/authorise.ts'
import { authorise } from '@dangol/domain/trust/authorise.ts'
import type { Role } from '@dangol/domain/trust/role.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'
import { mayAsk, TOPIC_RIGHTS } from '@dangol/protocol/rights.ts'
import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useStaffContext } from '../staff-context.ts'
import type { Face } from '../staff-context.ts'
import { useStaffStore } from './staff-store.ts'

/** What a part of the screen is for: a request that it makes, or a topic that it shows. */
export type Needs = { readonly request: RequestName } | { readonly topic: keyof typeof TOPIC_RIGHTS }

/**
 * Whether somebody of that role is to see a part on that face. A passkey counts as shown: what needs one asks for it when it is
 * pressed. Only a screen's opinion; the store judges every message.
 */
export function isFor(needs: Needs, face: Face, role: Role | null): boolean {
  const actor: Actor = { device: face, staff: role === null ? null : { role, steppedUp: true } }
  const denial =
    'request' in needs ? mayAsk(needs.request, actor) : authorise(actor, TOPIC_RIGHTS[needs.topic], { level: null })
  return denial === null
}

/** Of some parts, those for whoever holds this device now. */
export function usePartsFor<T extends { readonly needs: Needs }>(parts: readonly T[]): ComputedRef<T[]> {
  const { face } = useStaffContext()
  const staff = useStaffStore()
  return computed(() => parts.filter(({ needs }) => isFor(needs, face, staff.me?.role ?? null)))
}
