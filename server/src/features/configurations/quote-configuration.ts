import { wellFormed } from '@dangol/domain/configurations/well-formed.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { CatalogueBook } from '../../ports/selling.ts'
import type { Handler } from '../../transport/handler.ts'
import type { ViewConfiguration } from './view-configuration.ts'

/** Price and date of choices that nobody has saved. Nothing is kept of them. */
export function createQuote(deps: {
  clock: Clock
  book: CatalogueBook
  view: ViewConfiguration
}): Handler<'configurations:quote'> {
  const { clock, book, view } = deps
  return (caller, { draft }) => {
    const today = book.model(draft.familyId)
    if (today === null) return refuse('unknown-family')
    const choices = wellFormed(book.model(draft.familyId, draft.modelVersion) ?? today, draft.choices, {})
    if (choices === null) return refuse('malformed-choices')
    const origin = caller.kind === 'tablet' ? 'tablet' : 'kiosk'
    return ok(view({ ...draft, choices, origin, savedAt: clock.nowMs() }))
  }
}
