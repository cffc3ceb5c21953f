/** Visits that began in [fromMs, toMs) and got at least this far; each stage includes the ones after it. */
export interface StageCounts {
  readonly visits: number
  /** Apart from the stages: who goes on without being recognised has lost nothing. */
  readonly recognised: number
  readonly engaged: number
  readonly inCart: number
  readonly ordered: number
}

export interface VisitFigures {
  between(fromMs: number, toMs: number): StageCounts
}

/** Orders placed in [fromMs, toMs) that were not cancelled; `salesMinor` in the store's currency. */
export interface OrderFigures {
  figures(
    fromMs: number,
    toMs: number,
  ): { readonly orders: number; readonly units: number; readonly salesMinor: number }
}
