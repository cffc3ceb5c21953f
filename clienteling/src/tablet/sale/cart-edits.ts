import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { CartLineId, CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'
import type { Input, WaitingRequest } from '@dangol/protocol/requests.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Handed } from '../../app/outbox-store.ts'
import type { StaffContext } from '../../app/staff-context.ts'
import { inverseOf } from './undo-change.ts'
import type { LineChange, UndoChange } from './undo-change.ts'

export type CartItem = Input<'carts:add'>['item']

/** A change that came too late: somebody else had changed the line meanwhile (H6). */
interface Clash {
  readonly lineId: CartLineId
  readonly wanted: LineChange
}

/** A command of the visit at hand, and the visit that its answer carries taken over. */
export type HandInVisit = <N extends WaitingRequest>(
  request: N,
  input: Input<N>,
  visitId: VisitId,
) => Promise<Handed<N>>

interface CartEditsOptions extends Pick<StaffContext, 'ids'> {
  readonly visit: Readonly<ShallowRef<VisitView | null>>
  readonly hand: HandInVisit
  readonly taken: <A extends { ok: true; value: VisitView } | { ok: false }>(answer: A) => A
  readonly refresh: () => Promise<void>
}

/** Filling and changing the cart of the visit at hand; what somebody else made of a line meanwhile is shown first (H6). */
export function useCartEdits({ ids, visit, hand, taken, refresh }: CartEditsOptions) {
  const clash = shallowRef<Clash | null>(null)
  const undo = shallowRef<UndoChange | null>(null)
  const inVisit = () => visit.value && { commandId: ids.next<CommandId>(), visitId: visit.value.id }

  async function add(item: CartItem, as: { quantity?: number; fulfilment?: Fulfilment } = {}) {
    const context = inVisit()
    if (!context) return NO_VISIT
    const line = { lineId: ids.next<CartLineId>(), item, quantity: as.quantity ?? 1, fulfilment: as.fulfilment ?? null }
    return taken(await hand('carts:add', { ...context, ...line }, context.visitId))
  }
  async function change(line: CartLineView, to: LineChange): Promise<Handed<'carts:change'>> {
    const context = inVisit()
    if (!context) return NO_VISIT
    const seen = { quantity: line.quantity, fulfilment: line.fulfilment }
    forget()
    const input = { ...context, lineId: line.id, ...seen, ...to, seen }
    const answer = taken(await hand('carts:change', input, context.visitId))
    if (answer.ok) undo.value = inverseOf(line, to)
    else if (answer.error.code === 'changed-meanwhile') {
      await refresh()
      clash.value = { lineId: line.id, wanted: to }
    }
    return answer
  }
  /** Takes the last change back, as a change of its own. */
  async function undoLast(): Promise<Handed<'carts:add' | 'carts:change'>> {
    const last = undo.value
    if (last === null) return NOTHING
    undo.value = null
    if (last.kind === 'add') return add(last.line.item, last.line)
    const line = visit.value?.cart.lines.find(({ id }) => id === last.lineId)
    const answer = line ? await change(line, last.to) : NO_LINE
    undo.value = null
    return answer
  }
  function forget(): void {
    clash.value = null
    undo.value = null
  }

  return {
    ...{ add, change, undoLast, forget },
    /** The line that somebody else had changed; until the next change. */
    clash: computed(() => clash.value),
    forgetClash: () => void (clash.value = null),
    /** What can be taken back, until the next change. */
    undo: computed(() => undo.value),
  }
}

const NO_VISIT = { ok: false, error: { code: 'no-such-visit' } } as const
const NO_LINE = { ok: false, error: { code: 'no-such-line' } } as const
/** Somebody pressed twice: the line that was to come back is there. */
const NOTHING = NO_LINE
