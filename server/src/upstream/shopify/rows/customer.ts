import type { Consents } from '@dangol/domain/customers/consent.ts'
import { maskAddress } from '@dangol/domain/customers/mask.ts'
import { LANGS } from '@dangol/domain/text/localised.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { ConsentsSchema } from '@dangol/protocol/customers.ts'
import { z } from 'zod'
import type { FoundCustomer } from '../../connector.ts'
import type { PeopleKeys } from '../../people-keys.ts'
import type { ShopifyMapping } from '../config.ts'
import { MetafieldsSchema, valueOf } from './metafields.ts'
import { because, refused, StateSchema, tell } from './reading.ts'
import type { Row } from './reading.ts'

const line = z.string().nullable()
const AddressSchema = z.object({
  address1: line,
  address2: line,
  city: line,
  province: line,
  zip: line,
  country: line,
})
const MARKETING_STATES = ['INVALID', 'NOT_SUBSCRIBED', 'PENDING', 'REDACTED', 'SUBSCRIBED', 'UNSUBSCRIBED'] as const

const CardSchema = z.object({
  id: z.string(),
  /** An unsigned integer of 64 bits: Shopify writes it as text. */
  legacyResourceId: z.union([z.string(), z.int()]).transform(String),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  locale: z.string(),
  defaultEmailAddress: z.object({ emailAddress: z.string(), marketingState: StateSchema(MARKETING_STATES) }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
  addressesV2: z.object({ nodes: z.array(AddressSchema) }),
  metafields: MetafieldsSchema.optional(),
})
type Card = z.infer<typeof CardSchema>

const ConsentsJsonSchema = because(
  'document',
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'no JSON' })
        return z.NEVER
      }
    })
    .pipe(ConsentsSchema),
  () => 'consents of another shape',
)

export interface CustomerRowDeps {
  readonly keys: PeopleKeys
  readonly mapping: ShopifyMapping
}

/** A customer as 'profile': digests in place of the e-mail address and number, addresses without their door. */
export function customerRow(deps: CustomerRowDeps, row: unknown): Row {
  const read = CardSchema.safeParse(row)
  if (!read.success) return refused('customers', row, read.error)
  const card = read.data
  const { mapping } = deps
  const consents = consentsOf(mapping, card)
  if (!consents.success) return refused('customers', row, consents.error)
  const id = deps.keys.alias(card.id)
  const lang = langOf(mapping, card)
  return tell('customers', card.id, id, [
    {
      feed: 'profile',
      value: {
        id,
        number: card.legacyResourceId,
        name: nameOf(card),
        lang,
        identifiers: identifiersOf(deps.keys, card),
        addresses: addressesOf(card),
        ...(consents.data === null ? {} : { consents: consents.data }),
      },
    },
  ])
}

/**
 * Somebody whom staff asked for, by one of these digests; null for everybody else that a search brought, because it splits what
 * it is asked for into words.
 */
export function foundCustomer(deps: CustomerRowDeps, row: unknown, digests: readonly string[]): FoundCustomer | null {
  const read = CardSchema.safeParse(row)
  if (!read.success) return null
  const card = read.data
  if (!identifiersOf(deps.keys, card).some(({ digest }) => digests.includes(digest))) return null
  return { id: card.id, customerId: deps.keys.alias(card.id), name: nameOf(card), number: card.legacyResourceId }
}

const KOREAN = /^[\p{Script=Hangul}\p{Script=Han}]+$/u

/** Korean names are written family name first and in one word. */
function nameOf({ firstName, lastName }: Pick<Card, 'firstName' | 'lastName'>): string {
  const [first = '', last = ''] = [firstName, lastName].map((part) => part?.trim() ?? '')
  return KOREAN.test(`${last}${first}`) ? `${last}${first}` : `${first} ${last}`.trim()
}

function langOf({ lang, defaultLang }: ShopifyMapping, card: Card): Lang {
  const said = lang === undefined ? card.locale : (valueOf(card.metafields, lang) ?? card.locale)
  return LANGS.find((known) => said.toLowerCase().split(/[-_]/)[0] === known) ?? defaultLang
}

function identifiersOf(keys: PeopleKeys, card: Card) {
  const said = [
    ['email', card.defaultEmailAddress?.emailAddress],
    ['phone', card.defaultPhoneNumber?.phoneNumber],
  ] as const
  return said.flatMap(([kind, text]) => {
    const digest = text === undefined ? null : keys.digest(kind, text)
    return digest === null ? [] : [{ kind, digest }]
  })
}

const LINE_MAX = 200

/** From the area to the door; street and door are one line, so that both are masked. */
const addressesOf = ({ addressesV2 }: Card): string[] =>
  addressesV2.nodes.flatMap((each) => {
    const together = (parts: readonly (string | null)[]): string =>
      parts
        .map((part) => part?.trim() ?? '')
        .filter((part) => part !== '')
        .join(' ')
    const area = together([each.country, each.province, each.city, each.zip])
    const door = together([each.address1, each.address2])
    if (door === '') return []
    return [
      maskAddress([...(area === '' ? [] : [area]), door])
        .join('\n')
        .slice(0, LINE_MAX),
    ]
  })

function consentsOf(mapping: ShopifyMapping, card: Card): z.ZodSafeParseResult<Consents | null> {
  const marketing = mapping.emailMarketing ? marketingOf(card) : {}
  const text = mapping.consents === undefined ? null : valueOf(card.metafields, mapping.consents)
  if (text !== null) {
    const read = ConsentsJsonSchema.safeParse(text)
    return read.success ? { success: true, data: { ...read.data, ...marketing } } : read
  }
  const isAsked = mapping.consents !== undefined || Object.keys(marketing).length > 0
  return { success: true, data: isAsked ? marketing : null }
}

/** Whoever was never asked has said nothing; who has not confirmed yet has not said yes. */
function marketingOf({ defaultEmailAddress }: Card): Consents {
  const state = defaultEmailAddress?.marketingState
  if (state === 'SUBSCRIBED') return { 'marketing.message': 'granted' }
  return state === 'UNSUBSCRIBED' || state === 'REDACTED' ? { 'marketing.message': 'withdrawn' } : {}
}
