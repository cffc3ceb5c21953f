import { refuse } from '@dangol/domain/result/result.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { RequestContract } from '@dangol/protocol/request.ts'
import type { Db } from '../db/open.ts'
import type { VisitMemory } from '../ports/visits.ts'
import { prepareCommands } from './commands.sql.ts'

/**
 * Takes the outcomes that show something of a visit, in the transaction that ends it, and leaves a refusal: 'no-such-visit', or
 * 'forgotten' for what opens a visit and has no word for one that is over. The commands stay on record, so a repeated one still
 * takes effect once.
 */
export function createOutcomeMemory(db: Db): VisitMemory {
  const commands = prepareCommands(db)
  return {
    forgetVisit(visitId) {
      for (const { commandId, request } of commands.ofVisit.all(visitId)) {
        if (knowsVisits(request)) commands.replace.run(OVER, commandId)
        else commands.empty.run(commandId)
      }
    },
  }
}

const OVER = JSON.stringify(refuse('no-such-visit'))

function knowsVisits(request: string): boolean {
  const contracts: Readonly<Record<string, RequestContract>> = REQUESTS
  return contracts[request]?.refusals.includes('no-such-visit') === true
}
