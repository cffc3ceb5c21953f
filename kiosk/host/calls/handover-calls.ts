import type { Replica } from '@dangol/client/replica.ts'
import type { CommandId, ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { BridgeAnswer, BridgeInput, KioskState, KioskVisit } from '@dangol/protocol/bridge.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import { isUp } from '../visit/patience.ts'
import { bridgeRefusal, doneOrRefused } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

interface HandoverOptions extends CallContext {
  readonly replica: Replica
  readonly clock: Clock
  /** The store server's time, by which an offer ends. */
  readonly storeClock: Clock
  readonly onChange: () => void
}

export interface Handovers {
  readonly handlers: BridgeHandlers<'handover:take' | 'handover:decline'>
  readonly offered: () => KioskState['handover']
  /** What was offered to whoever left is not for the next, even before the store server has heard of it. */
  visitLeft(): void
}

/** What an associate sends to this kiosk (HS1): shown with a visit and without, and answered by whoever stands here. */
export function createHandovers(options: HandoverOptions): Handovers {
  const { link, ids, commands, replica, clock, storeClock, onChange } = options
  /** Answered here, or offered to somebody who is gone: not shown again while the store server catches up. */
  const over = new Set<string>()
  /** Asked once: without an answer the same yes is the same command. */
  const asked = new Map<string, CommandId>()

  const leftMs = ({ expiresAt }: Handover): number => expiresAt - storeClock.nowMs()
  const present = (): Handover | null => {
    const all = [...replica.contents().handover.values()]
    for (const id of over) if (!all.some((one) => one.id === id)) over.delete(id)
    return all.find((one) => one.state === 'offered' && !over.has(one.id) && leftMs(one) > 0) ?? null
  }
  const close = (id: string): void => {
    over.add(id)
    asked.delete(id)
    onChange()
  }
  const commandFor = (id: string): CommandId => {
    const commandId = asked.get(id) ?? ids.next<CommandId>()
    asked.set(id, commandId)
    return commandId
  }

  return {
    handlers: {
      async 'handover:take'({ handoverId, lang }): Promise<BridgeAnswer<'handover:take'>> {
        const before = idsIn(options.keeper.visit())
        // The store server has to know the visit that the things are for.
        if (!isUp(link) || (!commands.isTold() && !(await commands.told()))) return refuse('unavailable')
        const answer = await link.request('handovers:take', { commandId: commandFor(handoverId), handoverId, lang })
        if (!answer.ok && answer.error.code === 'unavailable') return refuse('unavailable')
        close(handoverId)
        if (!answer.ok) return bridgeRefusal('handover:take', answer.error.code)
        options.keeper.opened(answer.value)
        const laid = answer.value.configurations.map(({ id }) => id).filter((id) => !before.has(id))
        return ok({ configurationIds: laid })
      },
      async 'handover:decline'({ handoverId }: BridgeInput<'handover:decline'>) {
        // A no holds here at once; the sender hears of it now, or sees its minute run out.
        close(handoverId)
        const commandId = ids.next<CommandId>()
        return doneOrRefused('handover:decline', await link.request('handovers:decline', { commandId, handoverId }))
      },
    },
    offered() {
      const offer = present()
      if (offer === null) return null
      const endsAt = clock.nowMs() + leftMs(offer)
      return { id: offer.id, from: offer.from.name, count: offer.count, endsAt }
    },
    visitLeft() {
      for (const { id } of replica.contents().handover.values()) over.add(id)
      asked.clear()
    },
  }
}

const idsIn = (visit: KioskVisit | null): ReadonlySet<ConfigurationId> =>
  new Set(visit?.configurations.map(({ id }) => id))
