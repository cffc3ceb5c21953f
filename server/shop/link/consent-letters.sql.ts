import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../src/db/open.ts'

export interface ConsentLetter {
  readonly memberId: string
  readonly commandId: CommandId
}

/** Whose consents the retailer's own shop has yet to hear of; one row for each member, however often they changed. */
export function prepareConsentLetters(db: Db) {
  const put = db.prepare<[ConsentLetter]>(
    `insert into consent_letters (customer_id, command_id) values (@memberId, @commandId)
     on conflict (customer_id) do update set command_id = excluded.command_id`,
  )
  const next = db.prepare<[number], ConsentLetter>(
    'select customer_id as memberId, command_id as commandId from consent_letters order by command_id limit ?',
  )
  const drop = db.prepare<[ConsentLetter]>(
    'delete from consent_letters where customer_id = @memberId and command_id = @commandId',
  )
  return { put, next: (atOnce: number): ConsentLetter[] => next.all(atOnce), drop }
}
