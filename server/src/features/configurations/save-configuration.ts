import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { canonicalKey } from '@dangol/domain/configurations/canonical-key.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import { checkStored } from '@dangol/domain/configurations/validity.ts'
import { wellFormed } from '@dangol/domain/configurations/well-formed.ts'
import type { ConfigurationId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Money } from '@dangol/domain/money/money.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import type { Once } from '../../commands/once.ts'
import type { Members } from '../../ports/people.ts'
import type { CatalogueBook } from '../../ports/selling.ts'
import type { OpenVisit, Visits } from '../../ports/visits.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { StoredConfiguration } from './configurations.sql.ts'
import type { Keep } from './keep.ts'
import { isOwn } from './shelf.ts'
import type { Shelf } from './shelf.ts'
import type { ViewConfiguration } from './view-configuration.ts'

type Claims = NonNullable<Input<'configurations:save'>['claims']>

interface SaveDeps {
  readonly clock: Clock
  readonly ids: IdSource
  readonly once: Once
  readonly visits: Visits
  readonly members: Members
  readonly book: CatalogueBook
  readonly shelf: Shelf
  readonly keep: Keep
  readonly view: ViewConfiguration
}

/**
 * Saves a draft from the revision it started from. Somebody else's document that a code opened is never altered: the edit
 * becomes the visit's own copy under a new id. Price and key are the server's; a caller that showed others is told the difference.
 */
export function createSave(deps: SaveDeps): Handler<'configurations:save'> {
  return (caller, { commandId, visitId, draft, claims }) =>
    deps.once(
      commandId,
      caller.deviceId,
      (): Answer<'configurations:save'> => {
        const visit = deps.visits.open(visitId, caller)
        if (visit === null) return refuse('no-such-visit')
        const before = deps.shelf.find(draft.id, visit)
        const refusal = refusalOf(deps, visit, draft, before)
        if (refusal !== null) return refusal
        const model = deps.book.model(draft.familyId, draft.modelVersion)
        if (model === null) return refuse('unknown-model-version')
        const choices = wellFormed(model, draft.choices, before?.choices ?? {})
        if (choices === null) return refuse('malformed-choices')
        const saved = nextOf(deps, { caller, visit, draft: { ...draft, choices }, before })
        const difference = claims === undefined ? null : differenceOf(model, choices, claims)
        if (difference !== null) return refuse('claims-differ', { detail: difference })
        deps.keep.saved(saved, visit)
        deps.visits.reached(visit.id, 'engaged')
        deps.visits.publish(visit.id, 'configuration.saved', commandId)
        return ok(deps.view(saved))
      },
      () => visitId,
    )
}

/**
 * What a device showed otherwise; null where it showed the same. Judged under the version it drew: one that has not heard of
 * today's prices yet tampered with nothing, and is told them in the answer.
 */
function differenceOf(model: ConfigModel, choices: Choices, shown: Claims): string | null {
  const said = (money: Money) => `${money.minor} ${money.currency}`
  const price = priceOf(model, choices).total
  if (said(price) !== said(shown.price)) return `price ${said(price)}, not ${said(shown.price)}`
  const key = checkStored(model, { choices }).state === 'valid' ? canonicalKey(model, choices) : null
  return key === shown.canonicalKey ? null : `key ${key}, not ${shown.canonicalKey}`
}

function refusalOf(deps: SaveDeps, visit: OpenVisit, draft: ConfigurationDraft, before: StoredConfiguration | null) {
  const { familyId, personaId } = draft
  if (deps.book.model(familyId) === null && before === null) return refuse('unknown-family')
  if (before === null) {
    // Whether the id is somebody's or was never there sounds the same.
    if (draft.revision !== 0 || !deps.shelf.isFree(draft.id, visit)) return refuse('not-yours')
  } else if (before.revision !== draft.revision || before.discarded) return refuse('stale-revision')
  else if (before.familyId !== familyId) return refuse('malformed-choices')
  if (personaId === null || personaId === before?.personaId) return null
  const isTheirs = visit.customerId !== null && deps.members.hasPersona(visit.customerId, personaId)
  return isTheirs ? null : refuse('not-yours')
}

function nextOf(
  { clock, ids }: SaveDeps,
  o: { caller: Caller; visit: OpenVisit; draft: ConfigurationDraft; before: StoredConfiguration | null },
): StoredConfiguration {
  const { caller, visit, draft, before } = o
  const own = before !== null && isOwn(before, visit) ? before : null
  const madeOn = caller.kind === 'tablet' ? 'tablet' : 'kiosk'
  return {
    ...draft,
    id: before === null || own !== null ? draft.id : ids.next<ConfigurationId>(),
    revision: (own?.revision ?? 0) + 1,
    personaId: visit.customerId === null ? null : draft.personaId,
    customerId: visit.customerId,
    visitId: visit.id,
    origin: own?.origin ?? madeOn,
    savedAt: clock.nowMs(),
    code: own?.code ?? null,
    codeExpiresAt: own?.codeExpiresAt ?? null,
    discarded: false,
  }
}
