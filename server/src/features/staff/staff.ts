import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Actor } from '@dangol/domain/trust/authorise.ts'
import type { Db } from '../../db/open.ts'
import type { Staff } from '../../ports.ts'
import type { Caller, Handlers } from '../../transport/handler.ts'
import { prepareStaff } from './staff.sql.ts'

export interface Associate {
  readonly id: AssociateId
  /** As shoppers see it. */
  readonly name: string
}

export interface StaffFeature extends Staff {
  readonly handlers: Handlers<'staff:list'>
  readonly isKnown: (associate: AssociateId) => boolean
  readonly session: (token: string, deviceId: DeviceId) => { id: string; associate: AssociateId } | null
  /** What the holder of a device is trusted with at this moment; null for nobody. */
  readonly standing: (caller: Caller) => Actor['staff']
}

/** Who works here. `first` fills an empty list at the first start. */
export function createStaff(db: Db, first: readonly Associate[]): StaffFeature {
  const sql = prepareStaff(db)
  if (sql.all.all().length === 0) for (const { id, name } of first) sql.put.run(id, name)
  return {
    handlers: { 'staff:list': () => ok({ associates: sql.all.all(), demoPins: null }) },
    // Somebody who left still stands on what they served; the id is a readable name.
    nameOf: (associate) => sql.find.get(associate)?.name ?? associate,
    session: () => null,
    standing: ({ associate, kind }) =>
      associate !== null || kind === 'office' ? { role: 'manager', steppedUp: true } : null,
    isKnown: (associate) => sql.find.get(associate) !== undefined,
  }
}
