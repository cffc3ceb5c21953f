import { z } from 'zod'
import { AssociateIdSchema, DeviceIdSchema } from './common.ts'

export const DEVICE_KINDS = ['kiosk', 'tablet', 'office'] as const
export const DeviceKindSchema = z.enum(DEVICE_KINDS)
export type DeviceKind = z.infer<typeof DeviceKindSchema>

/** Sent as Socket.IO `auth` on every connect. The token proves the device; issue of real device keys replaces it, not this shape. */
export const HandshakeSchema = z.strictObject({
  protocol: z.int(),
  device: z.strictObject({ id: DeviceIdSchema, kind: DeviceKindSchema }),
  associate: AssociateIdSchema.optional(),
  token: z.string().min(16).max(200),
})
export type Handshake = z.infer<typeof HandshakeSchema>

/** What a refused connection is told, in Socket.IO's `connect_error` data. */
export const HandshakeRefusalSchema = z.strictObject({
  code: z.enum(['malformed-handshake', 'unknown-device', 'protocol-too-old', 'protocol-too-new', 'foreign-origin']),
})
export type HandshakeRefusal = z.infer<typeof HandshakeRefusalSchema>
