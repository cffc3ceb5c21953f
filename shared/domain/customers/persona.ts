import type { PersonaId } from '../ids/ids.ts'

/** A role or occasion of one customer: myself, myself at work, gift for M. Not a marketing archetype. */
export interface Persona {
  readonly id: PersonaId
  readonly name: string
  readonly kind: 'self' | 'work' | 'family' | 'gift'
}
