import { z } from 'zod'

/** Far more than any authenticator sends; the body's own limit stands above it. */
const bytes = z.string().max(16_000)
const common = { id: z.string().max(1_400), rawId: z.string().max(1_400), type: z.literal('public-key') }
/** Browsers may say more than we ask about; what is not listed is dropped. */
const extensions = z.object({}).default({})

/** What a browser gives for a new passkey (WebAuthn, `RegistrationResponseJSON`). */
export const AttestationSchema = z.object({
  ...common,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
})
export type Attestation = z.infer<typeof AttestationSchema>

/** What a browser gives for a passkey that was used (`AuthenticationResponseJSON`). */
export const AssertionSchema = z.object({
  ...common,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
  }),
})
export type Assertion = z.infer<typeof AssertionSchema>
