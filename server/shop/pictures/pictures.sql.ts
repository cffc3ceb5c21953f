import type { PictureType } from '@dangol/domain/catalogue/model.ts'
import type { Db } from '../../src/db/open.ts'

export interface KeptPicture {
  readonly type: PictureType
  readonly bytes: Buffer
}
interface Owned {
  readonly memberId: string
  readonly digest: string
}

/** Shoppers' own pictures. `digest` is the SHA-256 of the file in hexadecimal. */
export function preparePictures(db: Db) {
  const find = db.prepare<[string, string], KeptPicture>(
    'select type, bytes from pictures where customer_id = ? and sha256 = ?',
  )
  const kept = db.prepare<[string, string], { pieces: number; bytes: number }>(
    `select count(*) as pieces, coalesce(sum(length(bytes)), 0) as bytes from pictures
     where customer_id = ? and sha256 <> ?`,
  )
  const put = db.prepare<[Owned & KeptPicture & { nowMs: number }]>(
    `insert into pictures (customer_id, sha256, type, sent_at, looked_at, bytes)
     values (@memberId, @digest, @type, @nowMs, @nowMs, @bytes)
     on conflict (customer_id, sha256) do update set sent_at = excluded.sent_at`,
  )
  // A digest is 64 digits that occur nowhere else by chance, so looking for it in the document's text is looking for the choice.
  const used = db.prepare<[Owned], { used: number }>(
    `select exists (select 1 from configurations
                    where customer_id = @memberId and discarded = 0 and instr(choices, @digest) > 0)
         or exists (select 1 from orders join order_lines on order_row = orders.id
                    where customer_id = @memberId and configuration is not null and instr(configuration, @digest) > 0)
         or exists (select 1 from picture_uses where customer_id = @memberId and sha256 = @digest) as used`,
  )
  const leastLookedAt = db.prepare<[number, number], Owned>(
    `select customer_id as memberId, sha256 as digest from pictures
     where sent_at <= ? order by looked_at, sent_at limit ?`,
  )
  const look = db.prepare<[Owned & { nowMs: number }]>(
    'update pictures set looked_at = @nowMs where customer_id = @memberId and sha256 = @digest',
  )
  const use = db.prepare<[Owned & { configurationId: string }]>(
    `insert into picture_uses (customer_id, configuration_id, sha256) values (@memberId, @configurationId, @digest)
     on conflict (customer_id, configuration_id, sha256) do update set forget_at = null`,
  )
  const endUses = db.prepare<[number, string, string]>(
    'update picture_uses set forget_at = ? where customer_id = ? and configuration_id = ? and forget_at is null',
  )
  const dropUses = db.prepare<[number]>('delete from picture_uses where forget_at <= ?')
  const drop = db.prepare<[Owned]>('delete from pictures where customer_id = @memberId and sha256 = @digest')
  return {
    find: (memberId: string, digest: string): KeptPicture | null => find.get(memberId, digest) ?? null,
    /** What the member has besides this one. */
    keptBesides: (memberId: string, digest: string) => kept.get(memberId, digest) ?? { pieces: 0, bytes: 0 },
    put,
    isUsed: (owned: Owned): boolean => used.get(owned)?.used === 1,
    use,
    endUses,
    dropUses,
    leastLookedAt,
    look,
    drop,
  }
}
