import { createHash } from 'node:crypto'
import type { Db } from '../../db/open.ts'
import { readTerms } from './consent-terms.ts'
import { prepareConsentChains } from './consents.sql.ts'
import type { ChainedConsent } from './consents.sql.ts'

/** Digest of an entry over every field it has, its place and the entry before. */
export function hashOf(entry: Omit<ChainedConsent, 'hash'>): string {
  const { form, prev, subject, position, purpose, state, visitId, channel, deviceId, at, terms } = entry
  const fields = [prev, subject, position, purpose, state, visitId, channel, deviceId, at]
  return createHash('sha256')
    .update(JSON.stringify(form === 1 ? fields : [`consent/${form}`, ...fields, terms]))
    .digest('hex')
}

/** Whether the chains of consents are whole, and whose are not. */
export interface ConsentsVerdict {
  readonly subjects: number
  readonly entries: number
  /** Subjects of whom an entry was altered, added or taken out, or whose state in force is not what they said last. */
  readonly broken: readonly string[]
}

/** Checks every subject's chain, and that the state in force follows from it. Only reads. */
export function verifyConsents(db: Db): ConsentsVerdict {
  const sql = prepareConsentChains(db)
  const subjects = sql.subjects.all()
  let entries = 0
  const broken = subjects.filter(({ subject }) => {
    const chain = sql.ledger.all(subject)
    entries += chain.length
    return !isWhole(chain) || !follows(sql.ofAccount.all(subject), chain)
  })
  return { subjects: subjects.length, entries, broken: broken.map(({ subject }) => subject) }
}

/** True while nothing of a chain was altered or taken out of it. */
export function isWhole(chain: readonly (ChainedConsent & { scope: string })[]): boolean {
  let prev = ''
  return chain.every((entry, index) => {
    const fits = entry.position === index + 1 && entry.prev === prev && entry.hash === hashOf(entry)
    prev = entry.hash
    const scope = entry.visitId === null ? 'account' : 'visit'
    return fits && (entry.form === 1) === (entry.terms === null) && entry.scope === scope
  })
}

/** The account's state is the last word of each purpose. An end of the chain that was cut off shows here. */
function follows(
  now: readonly { purpose: string; state: string; expiresAt: number | null }[],
  chain: readonly ChainedConsent[],
): boolean {
  const said = new Map<string, { state: string; expiresAt: number | null }>()
  for (const entry of chain) {
    if (entry.visitId !== null) continue
    said.set(entry.purpose, { state: entry.state, expiresAt: readTerms(entry.terms)?.expiresAt ?? null })
  }
  return (
    now.length === said.size &&
    now.every(({ purpose, state, expiresAt }) => {
      const last = said.get(purpose)
      return last?.state === state && last.expiresAt === expiresAt
    })
  )
}
