import type { Messages } from '../../messages/ko.ts'

/** How long something is kept, as a message and its number. */
export interface KeptFor {
  readonly key: keyof Messages['subject']['kept']
  readonly n: number
}

/** The reasons that the store's tables state, each with its message. */
const REASONS: readonly (readonly [RegExp, KeptFor['key']])[] = [
  [/until the visit ends/, 'visit'],
  [/config\.sync\.store/, 'saved'],
  [/history\.view/, 'history'],
  [/sales records/, 'sales'],
  [/^the relation/, 'relation'],
  [/officer erases/, 'erased'],
  [/until the online shop has it/, 'sent'],
  [/until the profiles are parted/, 'parted'],
  [/until they are read/, 'read'],
]

/**
 * Reads what the store says of a table ('24 h, then deleted; until the visit ends'), part by part. What a later
 * version says otherwise is shown as it is.
 */
export function keptForOf(text: string): readonly (KeptFor | { readonly text: string })[] {
  return text.split('; ').flatMap((part, at) => {
    const found = spanOf(part) ?? reasonOf(part)
    if (found !== null) return found
    // A reason may have a second half ('the relation; erased with the customer'), which its message says as well.
    return at > 0 ? [] : { text: part }
  })
}

function spanOf(part: string): KeptFor | null {
  const [, digits, unit, then] = /^(\d+) (days|h|min), then (deleted|reduced)/.exec(part) ?? []
  if (digits === undefined) return null
  const isReduced = then === 'reduced'
  const n = Number(digits)
  if (unit === 'days') return { key: isReduced ? 'daysReduced' : 'days', n }
  return unit === 'h' ? { key: isReduced ? 'hoursReduced' : 'hours', n } : { key: 'minutes', n }
}

function reasonOf(part: string): KeptFor | null {
  const found = REASONS.find(([pattern]) => pattern.test(part))
  return found === undefined ? null : { key: found[1], n: 0 }
}
