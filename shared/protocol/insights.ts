import { z } from 'zod'
import { CountSchema, InstantSchema, MoneySchema } from './common.ts'
import { DeviceStatusSchema, WanStatusSchema } from './devices.ts'
import { OrderViewSchema } from './orders.ts'

/** Counts of one day up to one time of day, so that today is compared with yesterday at the same hour. */
export const DayFiguresSchema = z.strictObject({
  visits: CountSchema,
  recognised: CountSchema,
  engaged: CountSchema,
  ordered: CountSchema,
  orders: CountSchema,
  sales: MoneySchema,
  /** Null while there is no order. */
  averageOrderValue: MoneySchema.nullable(),
  /** Units ÷ orders, in hundredths (a ratio, not money); null while there is no order. */
  unitsPerTransactionHundredths: z.int().nullable(),
})
export type DayFigures = z.infer<typeof DayFiguresSchema>

/** Something that needs a person, most urgent first. */
export const ExceptionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call-waiting'), subject: z.string(), since: InstantSchema }),
  z.strictObject({ kind: z.literal('wan-down'), since: InstantSchema, waiting: CountSchema }),
  z.strictObject({ kind: z.literal('order-rejected'), subject: z.string(), since: InstantSchema, why: z.string() }),
  z.strictObject({ kind: z.literal('device-down'), subject: z.string(), since: InstantSchema }),
  z.strictObject({ kind: z.literal('stock-below-zero'), subject: z.string(), since: InstantSchema, units: z.int() }),
])

export const OfficeViewSchema = z.strictObject({
  at: InstantSchema,
  today: DayFiguresSchema,
  yesterday: DayFiguresSchema,
  /** All visits per stage, each a subset of the one before: started, opened a configuration or product, in cart, ordered. */
  funnel: z.array(z.strictObject({ stage: z.enum(['started', 'engaged', 'in-cart', 'ordered']), visits: CountSchema })),
  exceptions: z.array(ExceptionSchema),
  devices: z.array(DeviceStatusSchema),
  wan: WanStatusSchema,
  recentOrders: z.array(OrderViewSchema),
})
export type OfficeView = z.infer<typeof OfficeViewSchema>
