import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { Author } from '@dangol/domain/assist/shared-draft.ts'
import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { AssistId, CommandId, ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useOwnStore } from '../../app/own-store.ts'
import { useStaffContext } from '../../app/staff-context.ts'
import { useFloorStore } from '../now/floor-store.ts'
import { useStaffStore } from '../../app/staff/staff-store.ts'
import { draftDesk } from './draft-desk.ts'
import { NO_HELP } from './help.ts'
import { useSharedVisit } from './shared-visit.ts'
import { useHelps } from './use-helps.ts'

/**
 * Helping a shopper at a kiosk: what was asked of them, what they agreed to, and the draft in their hands while they let the
 * associate follow. What the shopper takes back is gone from this tablet at once.
 */
export const useTogetherStore = defineStore('together', () => {
  const { link, ids, timers, deviceId } = useStaffContext()
  const [own, floor, staff] = [useOwnStore(), useFloorStore(), useStaffStore()]
  // The word on the tablet's own topic and the end of the stream come one after the other; whichever is first counts.
  const shared = useSharedVisit({ link, timers, deviceId, onRevoked: (visitId) => helps.end(visitId) })
  const helps = useHelps({ assists: () => own.assists, onOver: shared.stop })

  const inVisit = (visitId: VisitId) => ({ commandId: ids.next<CommandId>(), visitId })
  async function ask(visitId: VisitId, mode: AssistMode): Promise<Answer<'assist:ask'>> {
    const assistId = helps.assistIn(visitId)?.id ?? ids.next<AssistId>()
    const answer = await link.request('assist:ask', { ...inVisit(visitId), assistId, mode })
    if (answer.ok) helps.asked(answer.value)
    return answer
  }
  async function leave(visitId: VisitId): Promise<Answer<'assist:leave'> | null> {
    const assist = helps.assistIn(visitId)
    shared.stop(visitId)
    helps.leave(visitId)
    return assist ? link.request('assist:leave', { ...inVisit(visitId), assistId: assist.id }) : null
  }

  return {
    ...{ ask, leave, helpIn: helps.helpIn },
    deskOf: (visitId: VisitId, draftId: ConfigurationId) =>
      draftDesk({ link, ids, visitId, draftId, adopt: (draft) => shared.adopt(visitId, draft) }),
    /** Whose hand this is. */
    me: computed<Author | null>(() => staff.me && { kind: 'associate', ...staff.me, deviceId }),
    /** The associate has read how it ended. */
    dismiss: helps.dismiss,
    /** Visits of which something is agreed; for the strip that leads back to them. */
    agreedVisits: helps.agreedVisits,
    /** The visit whose draft is followed now, and the copy of it. */
    visitId: shared.visitId,
    visit: computed(() => (shared.visitId.value ? floor.visitById(shared.visitId.value) : undefined)),
    help: computed(() => (shared.visitId.value ? helps.helpIn(shared.visitId.value) : NO_HELP)),
    draft: shared.draft,
    lookers: shared.lookers,
    look: (at: CharacteristicId | null): void => shared.look(at),
    open: (visitId: VisitId): void => shared.follow(visitId),
    close: (): void => shared.stop(),
    /** The tablet was locked: nothing of what a shopper shares stays in its memory, and nobody is helped by nobody. */
    forget: (): void => {
      for (const visitId of helps.openVisits()) void leave(visitId)
      shared.stop()
      helps.forget()
    },
  }
})
