import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceHealth } from '@dangol/protocol/devices.ts'
import { troublesOf } from './judgement.ts'

/** A kiosk whose clock is so far off that it judges nobody's code rightly. */
export interface ClockWrong {
  readonly kind: 'clock-wrong'
  readonly subject: DeviceId
  readonly offsetMs: number
  readonly since: number
}

/** Clocks that need a person; since the report that told of them. */
export const clocksWrong = (devices: readonly DeviceHealth[]): ClockWrong[] =>
  devices.flatMap((health) => {
    const wrong = troublesOf(health).find((trouble) => trouble.kind === 'clock-wrong')
    return wrong
      ? [{ kind: 'clock-wrong', subject: health.id, offsetMs: wrong.offsetMs, since: health.reportedAt ?? 0 }]
      : []
  })
