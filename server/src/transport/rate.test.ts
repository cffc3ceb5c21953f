import { expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { callerOf } from '../testing/store-core.ts'
import { REQUESTS_AT_ONCE, REQUESTS_PER_SECOND, createRequestRate } from './rate.ts'

test('[R3] a device may say much at once, then only as much as time gives back; others do not pay for it', () => {
  const time = createManualTime()
  const mayAsk = createRequestRate(time.steady)
  const kiosk = callerOf('kiosk', 'kiosk-1')
  const answered = (times: number) => Array.from({ length: times }, () => mayAsk(kiosk)).filter(Boolean).length
  expect(answered(REQUESTS_AT_ONCE + 50)).toBe(REQUESTS_AT_ONCE)
  expect(mayAsk(callerOf('kiosk', 'kiosk-2'))).toBe(true)
  time.advance(1_000)
  expect(answered(REQUESTS_PER_SECOND + 50)).toBe(REQUESTS_PER_SECOND)
  time.advance(3_600_000)
  expect(answered(REQUESTS_AT_ONCE + 50)).toBe(REQUESTS_AT_ONCE)
})
