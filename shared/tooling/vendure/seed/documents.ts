import { ConfigurationDraftSchema } from '@dangol/protocol/configurations.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'

interface Configured {
  readonly familyId: string
  readonly modelVersion: number
  readonly name: string
  readonly choices: object
  readonly secret?: boolean
}

/** Documents as the web shop's configurator writes them, numbered from one. */
export function documents(): (configured: Configured) => ConfigurationDraft {
  let made = 0
  return ({ familyId, modelVersion, name, choices, secret = false }) =>
    ConfigurationDraftSchema.parse({
      id: seededId(++made),
      ...{ familyId, modelVersion, revision: 0, name, personaId: null, secret, choices },
    })
}

/** A UUIDv7 of long ago, the same at every seeding. */
const seededId = (n: number): string => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
