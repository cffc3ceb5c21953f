import type { Refused } from '../../app/text.ts'

/** What a code that found nothing means for the next one, as the store puts it in the refusal's detail. */
export type WrongCode =
  | { readonly kind: 'wrong'; readonly triesLeft: number | null }
  /** `untilMs`: store's time; null where it is not told. */
  | { readonly kind: 'wait'; readonly untilMs: number | null }

/** Reads it; null for a refusal of another kind. */
export function wrongCodeOf(refusal: Refused | null): WrongCode | null {
  const said = Number(refusal?.detail)
  const number = refusal?.detail !== undefined && Number.isFinite(said) ? said : null
  if (refusal?.code === 'no-such-code') return { kind: 'wrong', triesLeft: number }
  return refusal?.code === 'too-many-tries' ? { kind: 'wait', untilMs: number } : null
}
