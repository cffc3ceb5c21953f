import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Once } from '../../commands/once.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Outbox } from '../../shop-port.ts'
import type { Handler } from '../../transport/handler.ts'
import type { Subjects } from './subjects.ts'
import type { TombstoneBook } from './tombstones.ts'

export interface EraseDeps {
  readonly once: Once
  readonly access: AccessLog
  readonly subjects: Subjects
  readonly tombstones: TombstoneBook
  readonly outbox: Outbox
}

/** Erases somebody here for good, and tells the online shop to tell this store no more of them. Refuses: 'unknown-customer'. */
export function createErase(deps: EraseDeps): Handler<'privacy:erase'> {
  const { once, access, subjects, tombstones, outbox } = deps
  return (caller, { commandId, customerId, reason }) =>
    once(commandId, caller.deviceId, () => {
      const isKnown = subjects.member(customerId) !== null
      const result = isKnown ? 'erased' : 'unknown'
      access.record({ caller, what: 'privacy.erase', subject: customerId, result, purpose: reason })
      if (!isKnown) return refuse('unknown-customer')
      subjects.erase(customerId)
      tombstones.erasedHere(customerId)
      outbox.enqueue({ kind: 'erasure', key: commandId, body: { commandId, customerId } })
      return ok(null)
    })
}
