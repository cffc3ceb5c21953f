import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type { Logger }

/** Fields that never reach a log line, however deep an object carries them (two levels; log flat objects). */
const PERSONAL_OR_SECRET = [
  'name',
  'maskedName',
  'token',
  'key',
  'text',
  'code',
  'query',
  'email',
  'phone',
  'authorization',
]

/** One line of JSON per event: `{ event: 'order.placed', orderId, deviceId }`. Names, codes and tokens are cut out. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: PERSONAL_OR_SECRET.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
  }
  return stream === undefined ? pino(options, pino.destination(2)) : pino(options, stream)
}
