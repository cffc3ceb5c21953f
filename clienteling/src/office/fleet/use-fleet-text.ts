import type { DeviceHealth, Strangers } from '@dangol/protocol/devices.ts'
import { formatCount } from '@dangol/ui/format/format.ts'
import { useText } from '../../app/text.ts'
import { useTimeText } from '../../app/time-text.ts'
import type { Trouble } from './judgement.ts'

const SECOND_MS = 1000
/** A clock that is off by less is shown in milliseconds. */
const COARSE_FROM_MS = 10 * SECOND_MS

/** How a device fares in plain words, and its numbers as a manager reads them. */
export function useFleetText() {
  const { t, lang } = useText()
  const { span, timeOfDay } = useTimeText()
  const offset = (ms: number): string => {
    const size = Math.abs(ms)
    const time = size >= COARSE_FROM_MS ? span(size) : t('fleet.ms', { n: Math.round(size) })
    return t(ms >= 0 ? 'fleet.ahead' : 'fleet.behindClock', { time })
  }

  function trouble(of: Trouble, { reportedAt }: DeviceHealth): string {
    switch (of.kind) {
      case 'gone':
        return reportedAt === null
          ? t('fleet.trouble.gone-unknown')
          : t('fleet.trouble.gone', { time: timeOfDay(reportedAt) })
      case 'gone-with-commands':
        return t('fleet.trouble.gone-with-commands', { n: of.count })
      case 'stuck':
      case 'waiting': {
        const since = (reportedAt ?? 0) - of.waitedMs
        return t(`fleet.trouble.${of.kind}`, { n: of.count, time: timeOfDay(Math.max(0, since)) })
      }
      case 'clock-wrong':
      case 'clock-off':
        return t(`fleet.trouble.${of.kind}`, { by: offset(of.offsetMs) })
      case 'old-version':
        return t('fleet.trouble.old-version', { protocol: of.protocol })
      case 'slow':
        return t('fleet.trouble.slow', { time: t('fleet.ms', { n: of.roundTripMs }) })
      default:
        return t(`fleet.trouble.${of.kind}`, { n: of.count })
    }
  }

  return {
    trouble,
    strangers: ({ throttled, at, from }: Strangers): string =>
      t('fleet.strangers', { n: throttled, time: timeOfDay(at), from }),
    clock: (ms: number | null): string => (ms === null ? t('fleet.unknown') : offset(ms)),
    ms: (ms: number | null): string => (ms === null ? t('fleet.unknown') : t('fleet.ms', { n: ms })),
    count: (n: number | null): string => (n === null ? t('fleet.unknown') : formatCount(n, lang.value)),
  }
}
