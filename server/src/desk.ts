import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { Answer, RequestName } from '@dangol/protocol/requests.ts'
import { ruleOf } from '@dangol/protocol/rights.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { authorise } from '@dangol/domain/trust/authorise.ts'
import type { Level } from '@dangol/domain/visits/level.ts'
import type { DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { isKeyOf } from './features/devices/device-keys.ts'
import { admit } from './transport/admission.ts'
import { answerOf } from './transport/answer.ts'
import type { AnswerDeps } from './transport/answer.ts'
import type { Desk, Knocker } from './transport/carrier.ts'
import type { Followers } from './transport/followers.ts'
import type { Caller, Handlers } from './transport/handler.ts'
import { answerFor } from './transport/previous-version.ts'
import { createKnockRate } from './transport/knock-rate.ts'
import { createRequestRate } from './transport/rate.ts'
import { createRefusalBook } from './transport/refusal-book.ts'
import type { NoteRefusal } from './transport/refusal-book.ts'
import type { Features } from './wire.ts'
import type { StoreDeps } from './wire-house.ts'

export type DeskOptions = StoreDeps

export interface DeskDeps {
  readonly options: DeskOptions
  readonly features: Features
  readonly handlers: Handlers<RequestName>
  readonly followers: Followers
  /** A device asks for something: what can wait gives way. */
  readonly onAsked: () => void
}

/** Where every device comes in: admits it, answers it in the words of its own version, and counts what it does wrong. */
export function createDesk({ options, features, handlers, followers, onAsked }: DeskDeps): Desk {
  const { log, steady, deviceKeys } = options
  const { devices, staff, core } = features
  const noteRefusal = createRefusalBook({ log, steady, count: devices.count })
  const isLookedAt = createDoorkeeper(steady, devices, noteRefusal)
  const isWithinRate = createRequestRate(steady, options.limits?.requestsPerSecond)
  const answerDeps: AnswerDeps = {
    log,
    shared: core.commits.shared,
    mayAsk: isWithinRate,
    denied(name, caller, input) {
      // Revoked in this very turn; its connection is cut when that is durable.
      if (deviceKeys === null && !features.trust.isActive(caller.deviceId)) return { rule: 'device', devices: [] }
      const actor = { device: caller.kind, staff: staff.standing(caller) }
      const rule = ruleOf(name)
      const level = rule.level === undefined ? null : levelOf(features, caller, input)
      const denial = authorise(actor, rule, { level })
      // A device's own reports, made by nobody, keep no session alive.
      if (denial === null && rule.staff !== 'nobody') staff.used(caller)
      return denial
    },
    onRefused: (code, request, { deviceId }) => noteRefusal(deviceId, code, request),
  }
  const answer = async <N extends RequestName>(name: N, caller: Caller, input: unknown) => {
    onAsked()
    const given: Answer<RequestName> = await answerOf(name, handlers[name], caller, input, answerDeps)
    if (!given.ok && given.error.code === 'not-entitled') noteRefusal(caller.deviceId, 'not-entitled', name)
    return answerFor(caller.protocol, name, given)
  }
  const nameless = (caller: Caller): object => {
    const code = isWithinRate(caller) ? 'malformed' : 'too-many-requests'
    noteRefusal(caller.deviceId, code, null)
    return { ok: false, error: { code } }
  }
  return {
    admit(auth, { address, page } = NOWHERE) {
      const admitted = admit(
        {
          maySendAnything: () => isLookedAt(address, null),
          knows: (handshake) => {
            const { device, token } = handshake
            if (deviceKeys !== null && token !== undefined && isKeyOf(deviceKeys, device.kind, token)) return 'yes'
            if (!isLookedAt(address, features.trust.namedBy(handshake))) return 'too-many-tries'
            return features.trust.knows(handshake)
          },
          session: staff.session,
          isClaimed: (associate) => deviceKeys !== null && staff.isKnown(associate),
          onWrongVersion: (deviceId, code) => noteRefusal(deviceId, code, null),
        },
        auth,
      )
      return admitted.ok && page !== undefined ? ok({ ...admitted.value, page }) : admitted
    },
    connected(caller) {
      followers.arrived(caller)
      devices.connected(caller)
      core.writability.whenItCan(() => features.sharing.helpers.arrived(caller))
      log.info({ event: 'device.connected', deviceId: caller.deviceId, kind: caller.kind })
      followers.tellOne(caller, 'store:state', stateOf(features))
    },
    disconnected(caller) {
      followers.left(caller)
      log.info({ event: 'device.disconnected', deviceId: caller.deviceId })
      if (!followers.isHere(caller.deviceId)) devices.disconnected(caller)
    },
    ask: (caller, name, input) => (isRequest(name) ? answer(name, caller, input) : Promise.resolve(nameless(caller))),
    unheard: ({ deviceId }, why) => noteRefusal(deviceId, why, null),
  }
}

/** Whether a handshake is judged at all; counts whoever knocks too often, a device of the house under its name. */
function createDoorkeeper(steady: Clock, devices: Pick<Features['devices'], 'turnedAway'>, noteRefusal: NoteRefusal) {
  const mayKnock = createKnockRate(steady)
  return (address: string, named: DeviceId | null): boolean => {
    if (mayKnock(address, named)) return true
    if (named === null) devices.turnedAway(address)
    else noteRefusal(named, 'too-many-requests', null)
    return false
  }
}

/** A carrier without addresses: everybody is at one. */
const NOWHERE: Knocker = { address: '' }

/** Level of the open visit that a message names, if the caller may act in it. */
function levelOf({ visits }: Features, caller: Caller, input: unknown): Level | null {
  const named = typeof input === 'object' && input !== null && 'visitId' in input ? input.visitId : null
  // Any text may be looked up; one that is no visit's finds none.
  return typeof named === 'string' ? (visits.desk.open(named as VisitId, caller)?.level ?? null) : null
}

/** The store's time, and whether it can write. */
export const stateOf = ({ core }: Features) => ({ at: core.storeTime.nowMs(), writable: core.writability.writable() })

const isRequest = (name: string): name is RequestName => Object.hasOwn(REQUESTS, name)
