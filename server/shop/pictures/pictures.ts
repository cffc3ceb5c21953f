import { createHash } from 'node:crypto'
import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { checkPictureFile, digestOf } from '@dangol/domain/catalogue/picture-file.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { preparePictures } from './pictures.sql.ts'
import type { KeptPicture } from './pictures.sql.ts'

/** Pictures of one member; more than anybody wears, few enough to look through. */
export const PICTURES_MAX = 20
/** Bytes of all pictures of one member: five of the largest, or twenty of a camera. */
export const PICTURES_BYTES_MAX = 40 * 1024 * 1024
/** How long a picture that nothing names is kept: the time from choosing it to saving. */
const UNSAVED_LASTS_MS = 24 * 60 * 60_000
/** How long a picture outlives a configuration that the retailer's own shop keeps: an order may be made from it there. */
const ORDERED_LASTS_MS = 90 * 24 * 60 * 60_000
/** Pictures looked at per sweep, least recent first: a minute's housekeeping stays a few milliseconds. */
const SWEPT_AT_ONCE = 50

export interface SentPicture {
  readonly digest: string
  readonly bytes: Buffer
  /** The characteristic that it is for. */
  readonly model: ConfigModel | null
  readonly characteristicId: string
}

export type Pictures = ReturnType<typeof createPictures>

/** Pictures that shoppers sent. Only their owner gets them back. Every write belongs into a transaction of the caller. */
export function createPictures({ db, clock }: { db: Db; clock: Clock }) {
  const sql = preparePictures(db)

  /**
   * Keeps a picture as it was sent. Refuses: 'unknown-model', 'wrong-hash', what `checkPictureFile` refuses, and 'too-many' beyond
   * a member's share.
   */
  function put(memberId: MemberId, sent: SentPicture) {
    const wanted = sent.model?.characteristics.find(({ id }) => id === sent.characteristicId)
    if (wanted?.kind !== 'picture') return refuse('unknown-model')
    const checked = checkPictureFile(wanted, sent.bytes)
    if (!checked.ok) return checked
    if (createHash('sha256').update(sent.bytes).digest('hex') !== sent.digest) return refuse('wrong-hash')
    const others = sql.keptBesides(memberId, sent.digest)
    const isTooMuch = others.pieces >= PICTURES_MAX || others.bytes + sent.bytes.length > PICTURES_BYTES_MAX
    if (isTooMuch) return refuse('too-many')
    const { digest, bytes } = sent
    sql.put.run({ memberId, digest, bytes, type: checked.value.type, nowMs: clock.nowMs() })
    return ok(null)
  }

  /** Forgets those of these choices that nothing else of the member names. */
  function forget(memberId: MemberId, choices: Choices): void {
    for (const choice of Object.values(choices)) {
      const digest = digestOf(choice)
      if (digest !== null && !sql.isUsed({ memberId, digest })) sql.drop.run({ memberId, digest })
    }
  }

  /** These pictures, and no others, are used by a configuration that the retailer's own shop keeps. */
  function usedIn(memberId: MemberId, configurationId: string, choices: Choices): void {
    sql.endUses.run(clock.nowMs() + ORDERED_LASTS_MS, memberId, configurationId)
    for (const choice of Object.values(choices)) {
      const digest = digestOf(choice)
      if (digest !== null) sql.use.run({ memberId, configurationId, digest })
    }
  }

  /** Forgets what nothing names any more, a few at a time. */
  function sweep(): void {
    const nowMs = clock.nowMs()
    sql.dropUses.run(nowMs)
    for (const owned of sql.leastLookedAt.all(nowMs - UNSAVED_LASTS_MS, SWEPT_AT_ONCE)) {
      if (sql.isUsed(owned)) sql.look.run({ ...owned, nowMs })
      else sql.drop.run(owned)
    }
  }

  return {
    put,
    forget,
    usedIn,
    sweep,
    find: (memberId: MemberId, digest: string): KeptPicture | null => sql.find(memberId, digest),
  }
}
