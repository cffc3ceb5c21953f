import { RC1S_TEXT_MAX } from '@dangol/domain/recognition/rc1s.ts'
import { z } from 'zod'
import { InstantSchema } from './common.ts'

/**
 * GET /api/configurations/:id/snapshot answers the text of a QR code that opens this configuration where no internet is (RC1S).
 * 422 'too-long-for-code' when its choices do not fit; then only the ordinary code opens it. 404 'not-found'.
 */
export const SnapshotCodeSchema = z.strictObject({ text: z.string().max(RC1S_TEXT_MAX), expiresAt: InstantSchema })
export type SnapshotCode = z.infer<typeof SnapshotCodeSchema>
