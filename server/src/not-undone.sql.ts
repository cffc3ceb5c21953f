import type { CustomerId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Db } from './db/open.ts'

/** A device that was put out, by its key and by when it was let in: its key may have changed in between. */
export interface PutOutDevice {
  readonly id: DeviceId
  readonly publicKey: string
  readonly pairedAt: number
  readonly revokedAt: number
}
/** Somebody who was erased, by alias. */
interface ErasedMember {
  readonly customerId: CustomerId
  /** The online shop has said itself that they are gone. */
  readonly confirmed: 0 | 1
}

/** What the database holds of decisions that an older copy of it would undo. */
export function prepareNotUndone(db: Db) {
  return {
    putOut: db.prepare<[], PutOutDevice>(
      `select id, public_key as publicKey, paired_at as pairedAt, revoked_at as revokedAt
       from paired_devices where state = 'revoked'`,
    ),
    isOfTheHouse: db.prepare<[string], { id: DeviceId }>(
      `select id from paired_devices where public_key = ? and state = 'active'`,
    ),
    putOutAgain: db.prepare<[PutOutDevice]>(
      `update paired_devices set state = 'revoked', revoked_at = @revokedAt
       where state = 'active' and (public_key = @publicKey or (id = @id and paired_at = @pairedAt))`,
    ),
    erased: db.prepare<[], ErasedMember>('select customer_id as customerId, confirmed from tombstones'),
  }
}
