import { z } from 'zod'
import { FamilyIdSchema } from './common.ts'

const id = z.string().min(1).max(80)

/**
 * What was taken together of one family and by how many people, as `@dangol/domain/next-choice` reads it: a value index per
 * characteristic, -1 for none of them. Holds no person, text, number, picture or time.
 */
export const SalesHistorySchema = z
  .strictObject({
    characteristics: z.array(z.strictObject({ id, values: z.array(id).max(5_000) })).max(2_000),
    rows: z.array(z.array(z.int().min(-1))).max(5_000),
    buyers: z.array(z.int().positive()),
  })
  .refine(
    ({ characteristics, rows, buyers }) =>
      rows.length === buyers.length &&
      rows.every(
        (row) =>
          row.length === characteristics.length &&
          row.every((value, at) => value < (characteristics[at]?.values.length ?? 0)),
      ),
    'every row has one known value per characteristic, and its buyers',
  )

/** The shop works it out and tells it in its log of changes. */
export const FamilyHistorySchema = z.strictObject({ familyId: FamilyIdSchema, history: SalesHistorySchema })

/** A history as a device keeps it; `version` rises with any change of it. */
export const VersionedHistorySchema = z.strictObject({ version: z.int().positive(), history: SalesHistorySchema })
export type VersionedHistory = z.infer<typeof VersionedHistorySchema>
