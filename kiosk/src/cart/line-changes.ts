import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { CartLineId } from '@dangol/domain/ids/ids.ts'
import type { KioskCartLine } from '@dangol/protocol/bridge.ts'
import { shallowRef } from 'vue'
import { useKiosk } from '../stores/kiosk.ts'

/** How many of a line, and how they reach the shopper. */
export type LineState = Pick<KioskCartLine, 'quantity' | 'fulfilment'>
/** What the shopper did to a line last: it can be taken back as long as the line stands as they left it. */
interface LineChange {
  readonly before: KioskCartLine
  readonly after: LineState
}
/** What the shopper wanted of a line that somebody else changed in the meantime; the line as it is now is in the cart. */
interface Overtaken {
  readonly line: KioskCartLine
  readonly wanted: LineState
}
type Done = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }

/** The refusal of a line that is not as the shopper saw it; it is told with the line as it stands, not as an error. */
export const OVERTAKEN = 'changed-meanwhile'

/** Changes of cart lines, the way back from the last one, and what was overtaken. `once` runs one command at a time. */
export function useLineChanges(
  once: (run: () => Promise<Done>) => Promise<string | null>,
  lineNow: (id: CartLineId) => KioskCartLine | undefined,
) {
  const kiosk = useKiosk()
  const lastChange = shallowRef<LineChange | null>(null)
  const overtaken = shallowRef<Overtaken | null>(null)

  /** Another quantity or way; quantity 0 removes the line. A line that is not as the shopper saw it is not overwritten (H6). */
  async function change(line: KioskCartLine, to: { quantity?: number; fulfilment?: Fulfilment }): Promise<void> {
    const wanted = { quantity: to.quantity ?? line.quantity, fulfilment: to.fulfilment ?? line.fulfilment }
    const code = await once(() => kiosk.askInVisit('cart:change', { lineId: line.id, ...wanted, seen: stateOf(line) }))
    if (code === 'done') lastChange.value = { before: line, after: wanted }
    if (code === OVERTAKEN) overtaken.value = { line, wanted }
  }

  /** Takes back the last change of a line. What somebody else made of it since is not overwritten either. */
  async function undoChange(): Promise<void> {
    const { before, after } = lastChange.value ?? {}
    if (!before || !after) return
    const back = stateOf(before)
    const code = await once(() =>
      after.quantity === 0
        ? kiosk.askInVisit('cart:add', { item: before.item, ...back })
        : kiosk.askInVisit('cart:change', { lineId: before.id, ...back, seen: after }),
    )
    if (code === OVERTAKEN) overtaken.value = { line: before, wanted: back }
  }

  /** What the shopper wanted after all, on top of the line as it stands now. */
  async function insist(): Promise<void> {
    const { line, wanted } = overtaken.value ?? {}
    const now = line && lineNow(line.id)
    if (now && wanted) await change(now, wanted)
  }

  function forgetChanges(): void {
    lastChange.value = null
    overtaken.value = null
  }

  return { lastChange, overtaken, change, undoChange, insist, forgetChanges }
}

const stateOf = ({ quantity, fulfilment }: LineState): LineState => ({ quantity, fulfilment })
