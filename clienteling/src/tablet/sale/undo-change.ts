import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { CartLineId } from '@dangol/domain/ids/ids.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'

export type LineChange = Partial<Pick<CartLineView, 'quantity' | 'fulfilment'>>

/** What takes a change of the cart back: a removed line is added anew, any other change is changed back. */
export type UndoChange =
  | { readonly kind: 'add'; readonly line: CartLineView }
  | {
      readonly kind: 'change'
      readonly lineId: CartLineId
      readonly line: CartLineView
      readonly to: { readonly quantity: number; readonly fulfilment: Fulfilment }
    }

/** The inverse of a change to a line as it stood before. */
export function inverseOf(line: CartLineView, to: LineChange): UndoChange {
  if (to.quantity === 0) return { kind: 'add', line }
  return { kind: 'change', lineId: line.id, line, to: { quantity: line.quantity, fulfilment: line.fulfilment } }
}
