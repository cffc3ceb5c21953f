import type { PersonaId } from '@dangol/domain/ids/ids.ts'

/** What the shopper calls a configuration, which of their roles it belongs to, and whether it is a secret. */
export interface Label {
  name: string
  personaId: PersonaId | null
  secret: boolean
}
