import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { Persona } from '@dangol/domain/customers/persona.ts'
import type { Lang, Localised } from '@dangol/domain/text/localised.ts'

/** A person of the demonstration. Keys are local to this data; whoever seeds it makes the ids. */
export interface DemoPerson {
  readonly key: string
  /** Customer number as printed on letters. */
  readonly number: string
  readonly email: string
  readonly name: string
  readonly lang: Lang
  /** One line for a stranger who chooses whom to sign in as. */
  readonly about: Localised
  /** Where a delivery goes, from the area to the door; invented, and empty for who has told none. */
  readonly address: readonly string[]
  /** Account consents; a purpose left out was never asked. */
  readonly consents: Consents
  readonly personas: readonly DemoPersona[]
  readonly configurations: readonly DemoConfiguration[]
  readonly orders: readonly DemoOrder[]
}

interface DemoPersona {
  readonly key: string
  readonly name: string
  readonly kind: Persona['kind']
}

export interface DemoConfiguration {
  readonly key: string
  readonly familyId: string
  /** May be older than the newest: then the model is among `demoOldModels`. */
  readonly modelVersion: number
  readonly name: string
  /** Key of one of the person's personas, or null. */
  readonly persona: string | null
  readonly secret: boolean
  readonly choices: Choices
  readonly origin: 'online' | 'kiosk' | 'tablet'
  /** Whole days before the day of seeding. */
  readonly savedDaysAgo: number
}

export interface DemoOrder {
  /** The online shop's own number. */
  readonly number: string
  readonly placedDaysAgo: number
  readonly channel: 'web' | 'store'
  readonly state: 'placed' | 'confirmed' | 'in_production' | 'ready' | 'shipped' | 'completed' | 'cancelled'
  readonly lines: readonly DemoOrderLine[]
}

/** Prices are those paid then, in KRW, so that history does not move with today's catalogue. */
export type DemoOrderLine =
  | { readonly kind: 'stocked'; readonly sku: string; readonly quantity: number; readonly unitPriceMinor: number }
  | {
      readonly kind: 'configured'
      readonly familyId: string
      readonly modelVersion: number
      readonly name: string
      readonly choices: Choices
      readonly quantity: number
      readonly unitPriceMinor: number
    }
