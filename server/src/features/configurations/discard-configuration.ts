import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Once } from '../../commands/once.ts'
import type { Visits } from '../../ports/visits.ts'
import type { Handler } from '../../transport/handler.ts'
import type { Keep } from './keep.ts'
import { isOwn } from './shelf.ts'
import type { Shelf } from './shelf.ts'

interface DiscardDeps {
  readonly clock: Clock
  readonly once: Once
  readonly visits: Visits
  readonly shelf: Shelf
  readonly keep: Keep
}

/** Takes one's own configuration off the shelf. What lies in the cart stays there until it is taken out of the cart. */
export function createDiscard({ clock, once, visits, shelf, keep }: DiscardDeps): Handler<'configurations:discard'> {
  return (caller, { commandId, visitId, configurationId }) =>
    once(commandId, caller.deviceId, (): Answer<'configurations:discard'> => {
      const visit = visits.open(visitId, caller)
      if (visit === null) return refuse('no-such-visit')
      const stored = shelf.find(configurationId, visit)
      if (stored === null || stored.discarded) return refuse('no-such-configuration')
      if (!isOwn(stored, visit)) return refuse('not-yours')
      keep.changed({ ...stored, revision: stored.revision + 1, savedAt: clock.nowMs(), discarded: true }, visit)
      visits.publish(visit.id, 'configuration.discarded', commandId)
      return ok(null)
    })
}
