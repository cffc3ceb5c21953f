import type { Db } from '@dangol/server/src/db/open.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import { rows } from './prepared.ts'
import type { Verdict } from './violation.ts'

/** Rules T1 and T3 said a second time, from what stands in the database at the moment of sending. */
export interface GrantedCheck {
  event(caller: Caller, event: string, text: string): void
  answer(caller: Caller, name: string, input: string, answer: string): void
}

/** The one event about a topic that is for those who may not read it. */
const TELLS_THE_END = 'log:revoked'

export function createGrantedCheck(disk: () => Db, verdict: Verdict): GrantedCheck {
  // What a change under way takes away is granted until it is committed.
  const sent = (caller: Caller, topic: string | undefined, what: string): void =>
    verdict.expect(
      topic === undefined || disk().inTransaction || isGranted(disk(), caller, topic),
      'only-granted-topics',
      () => `${caller.deviceId} was sent ${topic ?? ''} in ${what}, which is not for it`,
    )
  return {
    event(caller, event, text) {
      if (event === TELLS_THE_END) return
      const visitId = event === 'assist:presence' ? /"visitId":"([^"]+)"/.exec(text)?.[1] : undefined
      sent(caller, visitId === undefined ? topicIn(text) : `visit:${visitId}`, event)
    },
    answer(caller, name, input, answer) {
      if (name === 'sync:subscribe' && answer.startsWith('{"ok":true')) sent(caller, topicIn(input), 'catching up')
    },
  }
}

/** Whole messages are large, and most are of the floor: the first words say which topic it is. */
const topicIn = (text: string): string | undefined => /"topic":"([^"]+)"/.exec(text)?.[1]

function isGranted(disk: Db, { kind, deviceId, associate }: Caller, topic: string): boolean {
  if (topic === `kiosk:${deviceId}`) return kind !== 'office'
  if (topic === 'floor') return kind !== 'kiosk'
  if (topic === 'fleet') return kind === 'office'
  const [visit] = rows(disk, HAS_A_PART_IN, topic.slice('visit:'.length), deviceId, deviceId, associate ?? '')
  return topic.startsWith('visit:') && visit !== undefined
}

/** The open visit, where it is the device's own or its associate was let into it. */
const HAS_A_PART_IN = `
  select v.id from visits v where v.id = ? and v.ended_at is null and (v.device_id = ? or exists (
    select 1 from assists a where a.visit_id = v.id and a.device_id = ? and a.associate = ? and a.agreed is not null))`
