import type { KioskState } from '@dangol/protocol/bridge.ts'

/**
 * Whether the screen that showed `before` must be thrown away now that the state is `after`: it held something of a visit, and
 * that visit, its goodbye included, is over. The next shopper gets a page that never knew of it (recognition-ux 1.6).
 */
export function needsFreshPage(before: KioskState | null, after: KioskState): boolean {
  const held = before && epochHeld(before)
  return held !== null && held !== epochHeld(after)
}

const epochHeld = ({ visit, goodbye, epoch }: KioskState): number | null => visit?.epoch ?? (goodbye ? epoch : null)
