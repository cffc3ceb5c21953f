import { createReplica } from '@dangol/client/replica.ts'
import type { Replica } from '@dangol/client/replica.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Subscription } from '@dangol/client/subscriptions.ts'
import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { createGlances } from './glances.ts'
import type { Glances } from './glances.ts'

type SharedState = Pick<KioskState, 'assists' | 'sharedDraft' | 'presence'>

interface SharedVisitOptions {
  readonly deviceId: DeviceId
  readonly link: Pick<StoreLink, 'subscribe' | 'request' | 'onPresence'>
  readonly timers: Timers
  readonly onChange: () => void
}

/** What shopper and associates share of the present visit, as the store server tells it on the visit's own topic. */
export interface SharedVisit {
  readonly shown: () => SharedState
  /** The visit that is here and that the store server knows; null for none. Of the one before nothing is left. */
  readonly follow: (visitId: VisitId | null) => void
  /** Where the shopper looks; told only while somebody may see it. */
  readonly look: (looking: CharacteristicId | null) => void
  readonly close: () => void
}

interface Followed {
  readonly visitId: VisitId
  readonly replica: Replica
  readonly subscription: Subscription
  readonly glances: Glances
}

export function createSharedVisit({ deviceId, link, timers, onChange }: SharedVisitOptions): SharedVisit {
  let followed: Followed | null = null

  const begin = (visitId: VisitId): Followed => {
    const replica = createReplica()
    replica.onChange(onChange)
    const tell = (looking: CharacteristicId | null): void => {
      if (isSeen(replica)) void link.request('assist:present', { visitId, looking })
    }
    return {
      visitId,
      replica,
      subscription: link.subscribe(`visit:${visitId}`, replica),
      glances: createGlances({ timers, tell, onChange }),
    }
  }
  const leave = ({ subscription, glances, replica }: Followed): void => {
    subscription.stop()
    glances.forget()
    // Whoever still holds the copy holds an empty one.
    replica.replace([])
  }
  const hear = (presence: Presence): void => {
    if (presence.visitId === followed?.visitId && presence.deviceId !== deviceId) followed.glances.hear(presence)
  }
  const stop = link.onPresence(hear)
  const follow = (visitId: VisitId | null): void => {
    if (visitId === (followed?.visitId ?? null)) return
    const before = followed
    followed = null
    if (before !== null) leave(before)
    if (visitId !== null) followed = begin(visitId)
    onChange()
  }
  return {
    shown: () => (followed === null ? NOTHING : shownOf(followed)),
    follow,
    look: (looking) => followed?.glances.look(looking),
    close() {
      stop()
      follow(null)
    },
  }
}

/** Nobody helps and nothing is shared. */
const NOTHING: SharedState = { assists: [], sharedDraft: null, presence: [] }

function shownOf({ replica, glances }: Followed): SharedState {
  const { assist, 'shared-draft': draft } = replica.contents()
  const assists = [...assist.values()].toSorted((a, b) => a.since - b.since)
  const devices = new Set(assists.flatMap(({ deviceId, agreed }) => (agreed === null ? [] : [deviceId])))
  return {
    assists,
    sharedDraft: [...draft.values()][0] ?? null,
    // Who was sent away does not look on for ten seconds more.
    presence: glances.heard().filter((presence) => devices.has(presence.deviceId)),
  }
}

const isSeen = (replica: Replica): boolean =>
  [...replica.contents().assist.values()].some(({ agreed }) => agreed !== null)
