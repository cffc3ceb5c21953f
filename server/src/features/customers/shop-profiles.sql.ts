import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** By which somebody is found who says it: a digest, never what was said. */
export interface Identifier {
  readonly kind: 'email' | 'phone'
  readonly digest: string
}

/** What the retailer's shop tells of customers besides what the member service does: by what they are found, and where they live. */
export function prepareShopProfiles(db: Db) {
  const has = db.prepare<[CustomerId], { one: 1 }>('select 1 as one from customer_profiles where customer_id = ?')
  const put = db.prepare<[CustomerId, string]>(
    `insert into customer_profiles (customer_id, addresses) values (?, ?)
     on conflict (customer_id) do update set addresses = excluded.addresses`,
  )
  const homeless = db.prepare<[CustomerId], { one: 1 }>(
    "select 1 as one from customer_profiles where customer_id = ? and addresses = '[]'",
  )
  const addIdentifier = db.prepare<[Identifier['kind'], string, CustomerId]>(
    'insert or ignore into customer_identifiers (kind, digest, customer_id) values (?, ?, ?)',
  )
  const dropIdentifiers = db.prepare<[CustomerId]>('delete from customer_identifiers where customer_id = ?')
  const remove = db.prepare<[CustomerId]>('delete from customer_profiles where customer_id = ?')
  const byIdentifier = db.prepare<[Identifier['kind'], string, number], { id: CustomerId }>(
    'select customer_id as id from customer_identifiers where kind = ? and digest = ? limit ?',
  )
  return {
    has: (customerId: CustomerId): boolean => has.get(customerId) !== undefined,
    /** Told of, and without any address. */
    lacksAddress: (customerId: CustomerId): boolean => homeless.get(customerId) !== undefined,
    put(customerId: CustomerId, told: { identifiers: readonly Identifier[]; addresses: readonly string[] }): void {
      put.run(customerId, JSON.stringify(told.addresses))
      dropIdentifiers.run(customerId)
      for (const { kind, digest } of told.identifiers) addIdentifier.run(kind, digest, customerId)
    },
    remove(customerId: CustomerId): void {
      dropIdentifiers.run(customerId)
      remove.run(customerId)
    },
    /** Everybody who says the same: a family may share a telephone. */
    by: ({ kind, digest }: Identifier, limit: number): CustomerId[] =>
      byIdentifier.all(kind, digest, limit).map(({ id }) => id),
  }
}
export type ShopProfilesSql = ReturnType<typeof prepareShopProfiles>
