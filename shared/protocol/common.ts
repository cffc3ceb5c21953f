import { z } from 'zod'
import type {
  AssistId,
  AssociateId,
  Brand,
  CallId,
  CartLineId,
  CommandId,
  ConfigurationId,
  CustomerId,
  DeviceId,
  EditId,
  FamilyId,
  LocationId,
  OrderId,
  PersonaId,
  Sku,
  SuggestionId,
  VisitId,
} from '@dangol/domain/ids/ids.ts'
import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import { LANGS } from '@dangol/domain/text/localised.ts'

// A store runs under a CSP without 'unsafe-eval', and zod's compiled fast path needs eval.
z.config({ jitless: true })

/** The one cast of the wire: a checked string becomes the domain's branded id, in and out of JSON alike. */
const branded = <B extends Brand<string>>(schema: z.ZodType<string>) => schema as unknown as z.ZodType<B, B>

const uuid7 = z.uuidv7()
export const CommandIdSchema = branded<CommandId>(uuid7)
export const VisitIdSchema = branded<VisitId>(uuid7)
export const ConfigurationIdSchema = branded<ConfigurationId>(uuid7)
export const CartLineIdSchema = branded<CartLineId>(uuid7)
export const OrderIdSchema = branded<OrderId>(uuid7)
export const CallIdSchema = branded<CallId>(uuid7)
export const AssistIdSchema = branded<AssistId>(uuid7)
export const EditIdSchema = branded<EditId>(uuid7)
export const SuggestionIdSchema = branded<SuggestionId>(uuid7)
export const PersonaIdSchema = branded<PersonaId>(uuid7)
/** 32 hexadecimal digits: HMAC-SHA-256(tenant key, member id, store id), first 16 bytes. */
export const CustomerIdSchema = branded<CustomerId>(z.string().regex(/^[0-9a-f]{32}$/))
const shortName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
export const DeviceIdSchema = branded<DeviceId>(shortName)
export const AssociateIdSchema = branded<AssociateId>(shortName)
export const FamilyIdSchema = branded<FamilyId>(shortName)
export const LocationIdSchema = branded<LocationId>(shortName)
export const SkuSchema = branded<Sku>(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,59}$/))

export const LangSchema = z.enum(LANGS)
export const LocalisedSchema = z.strictObject({ ko: z.string().max(2000), en: z.string().max(2000) })
const currencies = Object.keys(CURRENCY_EXPONENTS) as [Currency, ...Currency[]]
export const CurrencySchema = z.enum(currencies)
export const MoneySchema = z.strictObject({ minor: z.int(), currency: CurrencySchema })
/** Unix milliseconds of the store server. */
export const InstantSchema = z.int().nonnegative()
/** Calendar date in the store's time zone. */
export const DateSchema = z.iso.date()
/** Why somebody of the staff looked or acted, as it stands in the record. */
export const ReasonSchema = z.string().trim().min(4).max(200)
export const CountSchema = z.int().nonnegative()
