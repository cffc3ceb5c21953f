/** More than any outage loses: an outbox tries one order at a time. */
const KEPT_MAX = 1_000
/** The shop tells its time in whole seconds. */
const SECOND_MS = 1_000
/** A request is carried out within this time of being sent, answered or not; what comes later is tidied by its age. */
const LATE_MS = 20_000

/**
 * Drafts that may stand in the shop without our key, because the line broke between the two calls that make one. Vendure cannot
 * make a draft with a key; what is known here is when it happened.
 */
export interface LostDrafts {
  /** Makes a draft; while one is being made none is looked for. */
  making<T>(make: () => Promise<T>): Promise<T>
  isMaking(): boolean
  /** The answer to a call that makes one never came; `shopNowMs` is what the shop last said before. */
  unheardSince(shopNowMs: number): void
  /** A draft of ours that perhaps never got its key. */
  nameless(id: string): void
  isNameless(id: string): boolean
  isLost(draft: { readonly id: string; readonly createdAtMs: number }): boolean
}

export function createLostDrafts(): LostDrafts {
  let making = 0
  let unheard: readonly number[] = []
  let ids: readonly string[] = []
  return {
    async making(make) {
      making += 1
      try {
        return await make()
      } finally {
        making -= 1
      }
    },
    isMaking: () => making > 0,
    unheardSince: (shopNowMs) => void (unheard = [...unheard, shopNowMs - SECOND_MS].slice(-KEPT_MAX)),
    nameless: (id) => void (ids = [...ids, id].slice(-KEPT_MAX)),
    isNameless: (id) => ids.includes(id),
    isLost: ({ id, createdAtMs }) =>
      ids.includes(id) || unheard.some((fromMs) => fromMs <= createdAtMs && createdAtMs <= fromMs + LATE_MS),
  }
}
