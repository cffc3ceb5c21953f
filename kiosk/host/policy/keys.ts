/** One key press, as Electron's `before-input-event` tells it. */
export interface KeyPress {
  readonly key: string
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/** Keys with a name that a shopper's keyboard or keypad may need; F-keys, Meta, ContextMenu and media keys are not among them. */
const NAMED = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Tab',
  'Enter',
  'Escape',
  'Backspace',
  'Delete',
  'Shift',
])

/**
 * Whether a key press reaches the page. An allow-list: one printable character or one of the named keys, and no modifier but
 * Shift, so that no shortcut of the browser, the menu or a crafted barcode gets through (kiosk-shell 3, list 1 and 2).
 */
export function allowKey({ key, control, alt, meta }: KeyPress): boolean {
  if (control || alt || meta) return false
  if (NAMED.has(key)) return true
  const [character, ...more] = key
  return character !== undefined && more.length === 0 && !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(character)
}
