import { refuse } from '@dangol/domain/result/result.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { RequestContract } from '@dangol/protocol/request.ts'
import type { Db } from '../db/open.ts'
import type { VisitMemory } from '../ports/visits.ts'
import { prepareCommands } from './commands.sql.ts'

/**
 * Replaces the outcomes that show something of a visit by a refusal, in the transaction that ends it. The commands stay on
 * record, so a repeated one still takes effect once.
 */
export function createOutcomeMemory(db: Db): VisitMemory {
  const commands = prepareCommands(db)
  return {
    forgetVisit(visitId) {
      for (const { commandId, request } of commands.ofVisit.all(visitId)) {
        commands.replace.run(JSON.stringify(refusalOf(request)), commandId)
      }
    },
  }
}

/** A request that opens a visit has no word for one that is over. */
function refusalOf(request: string) {
  const contracts: Readonly<Record<string, RequestContract>> = REQUESTS
  return refuse(contracts[request]?.refusals.includes('no-such-visit') ? 'no-such-visit' : 'internal')
}
