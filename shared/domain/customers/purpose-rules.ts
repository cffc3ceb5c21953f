import type { Purpose } from './consent.ts'

const DAY_MS = 24 * 60 * 60_000
/** Asked again after two years, as Korean law has it for messages (recognition-ux 5.1). */
const TWO_YEARS_MS = 730 * DAY_MS

/** What stands behind a purpose: why it is lawful, which data it uses, who gets them, how long. */
export interface PurposeRule {
  readonly basis: 'consent' | 'contract' | 'legitimate-interest'
  readonly dataCategories: readonly string[]
  readonly recipients: readonly string[]
  /** Days that data used for it stay at the store at most; 0 for as long as the consent or the visit lasts. */
  readonly retentionDays: number
  /** After this time a yes no longer counts; null for one that lasts until it is withdrawn. Milliseconds. */
  readonly lastsMs: number | null
}

/** The one table of purposes (recognition-ux 5.2): every receipt is filled from it. */
export const PURPOSE_RULES: Readonly<Record<Purpose, PurposeRule>> = {
  'recog.kiosk': {
    basis: 'contract',
    dataCategories: ['alias', 'public-key'],
    recipients: ['store'],
    retentionDays: 0,
    lastsMs: null,
  },
  'assist.notify': {
    basis: 'consent',
    dataCategories: ['masked-name', 'kiosk', 'visit-step'],
    recipients: ['store', 'store-staff'],
    retentionDays: 1,
    lastsMs: null,
  },
  'config.sync.store': {
    basis: 'consent',
    dataCategories: ['saved-configurations', 'personas'],
    recipients: ['store'],
    retentionDays: 7,
    lastsMs: null,
  },
  'history.view': {
    basis: 'consent',
    dataCategories: ['order-history'],
    recipients: ['store', 'serving-associate'],
    retentionDays: 7,
    lastsMs: TWO_YEARS_MS,
  },
  'marketing.message': {
    basis: 'consent',
    dataCategories: ['contact'],
    recipients: ['online-shop'],
    retentionDays: 0,
    lastsMs: TWO_YEARS_MS,
  },
}
