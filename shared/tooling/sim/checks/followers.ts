import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { TopicWatch } from '../devices/watched-link.ts'
import type { Verdict } from './violation.ts'

/** Rules L1 and L4: between two snapshots a device takes each entry of a topic once, in order, without a gap. */
export const createFollowerCheck =
  (verdict: Verdict) =>
  (id: DeviceId, topic: Topic): TopicWatch => {
    let last: number | null = null
    return {
      replaced: () => void (last = null),
      took({ seq, prev, type }) {
        const before = last
        last = seq
        if (before === null) return
        verdict.expect(
          seq > before && prev === before,
          'gap-free-prefix',
          () => `${id} took ${topic} ${seq} '${type}' after ${prev} while it stood at ${before}`,
        )
      },
    }
  }
