/** What a table holds of people, for how long, and what happens then. Every migration that makes a table states it. */
export interface Retention {
  /** Rows that are about somebody; null where no row is. */
  readonly personal: {
    /** What it is, in words for people. */
    readonly what: string
    /** Which rows are about the customer `:customerId`, as a condition of SQL; null where it is staff they are about. */
    readonly of: string | null
  } | null
  /** Each applies; most tables have one. */
  readonly kept: readonly Kept[]
}

/** How long, and then what. */
type Kept = KeptForTime | KeptUntil

/** Goes by its age. */
export interface KeptForTime {
  readonly then: 'delete' | 'reduce'
  /** Column with the instant it is counted from; a row without one does not age. */
  readonly since: string
  readonly ms: number
  /** What `since` counts in, in milliseconds: 1, or 1000 for a column of seconds. */
  readonly unitMs: 1 | 1000
  /** Which of the old rows; all where it is absent. */
  readonly where?: string
  /** 'job': the retention job deletes. Else the feature does, which knows more, and the job looks whether it did. */
  readonly by: 'job' | 'feature'
}

/** Goes with something else, or stays. */
interface KeptUntil {
  readonly then: 'with-visit' | 'with-customer' | 'keep'
  /** Why, and until when. */
  readonly why: string
}

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

/** Kept, because nothing of it is about anybody. */
export const nobody = (why: string): Retention => ({ personal: null, kept: [{ then: 'keep', why }] })

/** Gone when the visit ends. */
export const ofVisit = (what: string, of: string): Retention => ({
  personal: { what, of },
  kept: [{ then: 'with-visit', why: 'until the visit ends' }],
})

/** Gone when the online shop or the privacy officer erases the customer. */
export const ofCustomer = (what: string, of: string, why: string): Retention => ({
  personal: { what, of },
  kept: [{ then: 'with-customer', why }],
})

/** Condition for rows that name a visit, where the visit still names the customer. */
export const IN_VISITS_OF = 'visit_id in (select v.id from visits v where v.customer_id = :customerId)'

export const hours = (n: number): number => n * HOUR_MS
export const days = (n: number): number => n * DAY_MS

/** What is in it, in words for people. */
export const holdsInWords = ({ personal, kept }: Retention): string =>
  personal?.what ?? ['nothing personal', ...kept.flatMap((one) => ('ms' in one ? [] : [one.why]))].join(': ')

/** How long it is kept, in words for people. */
export const inWords = ({ personal, kept }: Retention): string =>
  kept
    .map((one) => ('ms' in one ? `${spanOf(one.ms)}, then ${THEN[one.then]}` : personal ? one.why : 'stays'))
    .join('; ')

const THEN = { delete: 'deleted', reduce: 'reduced to a count' } as const

const spanOf = (ms: number): string =>
  ms % DAY_MS === 0 && ms > DAY_MS ? `${ms / DAY_MS} days` : ms >= HOUR_MS ? `${ms / HOUR_MS} h` : `${ms / 60_000} min`
