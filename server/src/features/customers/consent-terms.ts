import { createHash } from 'node:crypto'
import type { ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import { NOTICES } from '@dangol/domain/customers/notices.ts'
import { PURPOSE_RULES } from '@dangol/domain/customers/purpose-rules.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { ConsentReceiptSchema } from '@dangol/protocol/privacy.ts'
import type { ConsentReceipt } from '@dangol/protocol/privacy.ts'
import type { z } from 'zod'
import type { ChainedConsent } from './consents.sql.ts'

const TermsSchema = ConsentReceiptSchema.pick({
  expiresAt: true,
  notice: true,
  basis: true,
  jurisdiction: true,
  dataCategories: true,
  recipients: true,
  retentionDays: true,
})
type Terms = z.infer<typeof TermsSchema>

/** What a consent is given under, as it is written down with it. */
export function termsOf(o: {
  purpose: Purpose
  state: ConsentState
  visitId: string | null
  lang: Lang
  jurisdiction: string
  at: number
}): Terms {
  const { lastsMs, basis, dataCategories, recipients, retentionDays } = PURPOSE_RULES[o.purpose]
  const { id, version, text } = NOTICES[o.purpose]
  // What is given for a visit ends with it; a no never runs out.
  const runsOut = lastsMs !== null && o.state === 'granted' && o.visitId === null
  return {
    expiresAt: runsOut ? o.at + lastsMs : null,
    notice: { id, version, lang: o.lang, sha256: createHash('sha256').update(text[o.lang]).digest('hex') },
    ...{ basis, jurisdiction: o.jurisdiction, retentionDays },
    ...{ dataCategories: [...dataCategories], recipients: [...recipients] },
  }
}

/** The terms of an entry; null for one made before they were written down, and for what can no longer be read. */
export function readTerms(terms: string | null): Terms | null {
  if (terms === null) return null
  try {
    return TermsSchema.parse(JSON.parse(terms))
  } catch {
    return null
  }
}

/** The receipt of an entry. One made before there were notices names none: nobody wrote down which text was shown. */
export function receiptOf(entry: ChainedConsent, jurisdiction: string): ConsentReceipt {
  const { subject, position, purpose, state, visitId, at, channel, deviceId, prev, hash } = entry
  const rule = PURPOSE_RULES[purpose]
  const terms: Terms = readTerms(entry.terms) ?? {
    expiresAt: null,
    notice: { id: 'unrecorded', version: 0, lang: 'ko', sha256: '' },
    ...{ basis: rule.basis, jurisdiction, retentionDays: rule.retentionDays },
    ...{ dataCategories: [...rule.dataCategories], recipients: [...rule.recipients] },
  }
  return {
    ...{ schema: 'consent/1', subject, position, purpose, state, at, visitId, channel, deviceId, prev, hash },
    scope: visitId === null ? 'account' : 'visit',
    ...terms,
  }
}
