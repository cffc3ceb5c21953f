import { z } from 'zod'
import { DeviceIdSchema } from './common.ts'
import { DeviceKeySchema, SignatureSchema } from './handshake.ts'
import { command, everyone, request } from './request.ts'
import { PairingAskSchema } from './trust.ts'

const typedCode = z.string().trim().min(1).max(20)

/** Devices of the house: letting them in, naming them, putting them out. Who may is in `rights.ts`. */
export const TRUST_REQUESTS = {
  /**
   * Finds the device that shows this code. Wrong tries are counted over restarts, and make it wait. `detail` of 'no-such-code': tries
   * left; of 'too-many-tries': Unix ms when there is one again.
   */
  'devices:find-pairing': request({
    input: z.strictObject({ code: typedCode }),
    output: PairingAskSchema,
    refusals: ['no-such-code', 'too-many-tries'],
    from: ['office'],
  }),
  'devices:approve': request({
    input: z.strictObject({
      ...command,
      code: typedCode,
      deviceId: DeviceIdSchema,
      name: z.string().trim().min(1).max(60),
    }),
    output: z.null(),
    refusals: ['no-such-code', 'id-taken'],
    from: ['office'],
  }),
  'devices:reject': request({
    input: z.strictObject({ ...command, code: typedCode }),
    output: z.null(),
    refusals: ['no-such-code'],
    from: ['office'],
  }),
  /** From this moment the device is a stranger: its connections are cut, its visit ends. The office cannot revoke itself. */
  'devices:revoke': request({
    input: z.strictObject({ ...command, deviceId: DeviceIdSchema }),
    output: z.null(),
    refusals: ['no-such-device', 'own-device'],
    from: ['office'],
  }),
  'devices:rename': request({
    input: z.strictObject({ ...command, deviceId: DeviceIdSchema, name: z.string().trim().min(1).max(60) }),
    output: z.null(),
    refusals: ['no-such-device'],
    from: ['office'],
  }),
  /** The device's new key, signed by the old one (proof 'rotate', challenge = command id, host empty, claims [new key], `publicKey` the signer's) and by itself. */
  'devices:rotate': request({
    input: z.strictObject({
      ...command,
      publicKey: DeviceKeySchema,
      signedByOld: SignatureSchema,
      signedByNew: SignatureSchema,
    }),
    output: z.null(),
    refusals: ['bad-proof', 'not-paired'],
    from: everyone,
  }),
} as const
