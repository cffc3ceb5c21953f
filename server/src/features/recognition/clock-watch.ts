import type { Clock } from '@dangol/domain/time/clock.ts'

/** A clock set back further makes codes fresh again that were shown long ago (recognition-ux 3.1). */
export const JUMP_BACK_MAX_MS = 30_000
/** As far ahead as a code may be: a store further from the shop refuses good codes and takes stale ones. */
export const SHOP_DIFFERENCE_MAX_MS = 15_000

/** The shop's clock, as it came with a page that was asked for at `askedAtMs` of the store's clock. */
interface ShopTime {
  readonly shopNowMs: number
  readonly askedAtMs: number
}

/** Whether member codes can be judged by the store's clock. */
export interface ClockWatch {
  isRight(): boolean
  heard(time: ShopTime): void
}

/** Watches the store's clock against one that only runs, and against the shop's. The shop's word ends a jump. */
export function createClockWatch({ clock, steady }: { clock: Clock; steady: Clock }): ClockWatch {
  const leadMs = () => clock.nowMs() - steady.nowMs()
  let highestLeadMs = leadMs()
  let isWithShop = true
  return {
    isRight() {
      highestLeadMs = Math.max(highestLeadMs, leadMs())
      return isWithShop && highestLeadMs - leadMs() <= JUMP_BACK_MAX_MS
    },
    heard({ shopNowMs, askedAtMs }) {
      // The shop looked at its clock at some moment between the question and the answer; a slow line is no difference.
      const apartMs = Math.max(askedAtMs - shopNowMs, shopNowMs - clock.nowMs())
      isWithShop = apartMs <= SHOP_DIFFERENCE_MAX_MS
      if (isWithShop) highestLeadMs = leadMs()
    },
  }
}
