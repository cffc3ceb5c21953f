import { createOutbox } from '@dangol/client/outbox.ts'
import type { Outbox } from '@dangol/client/outbox.ts'
import type { Replica } from '@dangol/client/replica.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { zero } from '@dangol/domain/money/arithmetic.ts'
import type { DeviceId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { KioskBook } from '../alone/catalogue-book.ts'
import type { BeginVisit } from '../calls/visit-calls.ts'
import { createClearedLine } from '../outbox/cleared-line.ts'
import { visitOf } from '../outbox/kiosk-outbox-store.ts'
import type { KioskOutboxStore } from '../outbox/kiosk-outbox-store.ts'
import { createEndedVisits } from './ended-visits.ts'
import type { EndedVisits } from './ended-visits.ts'
import { createPatience } from './patience.ts'
import { createRefusedSaves } from './refused-saves.ts'
import type { RefusedSaves } from './refused-saves.ts'
import { createTellingEnds } from './telling-ends.ts'
import { createVisitCommands, restsOn } from './visit-commands.ts'
import type { VisitCommands } from './visit-commands.ts'
import { createVisitKeeper } from './visit-keeper.ts'
import type { VisitKeeper } from './visit-keeper.ts'

export interface VisitsDeps {
  readonly deviceId: DeviceId
  readonly link: StoreLink
  readonly outboxStore: KioskOutboxStore
  readonly replica: Replica
  /** It is the store server's present word. */
  readonly isCaughtUp: () => boolean
  readonly book: KioskBook
  readonly ids: IdSource
  readonly clock: Clock
  readonly timers: Timers
  /** A visit is over: forget what belongs to it. */
  readonly onLeft: () => void
  readonly onChange: () => void
}

/** A kiosk's visits: the one that is on it, and what of it and of those before is on its way to the store server. */
export interface VisitsOfKiosk {
  readonly keeper: VisitKeeper
  readonly commands: VisitCommands
  readonly saves: RefusedSaves
  readonly outbox: Outbox
  readonly ended: EndedVisits
  readonly begin: BeginVisit
  readonly close: () => void
}

export function createVisits(deps: VisitsDeps): VisitsOfKiosk {
  const { link, outboxStore, ids, clock, timers, isCaughtUp, onChange } = deps
  const ended = createEndedVisits()
  const line = createClearedLine({ link, ids, timers, isCaughtUp })
  const patience = createPatience(link, timers)
  const outbox = createOutbox({
    ...{ store: outboxStore, link: line, clock: link.storeClock, timers, restsOn },
    // Who left is told nothing more, and whoever comes next nothing of them.
    isNews: ({ command }) => command.request !== 'visits:end' && visitOf(command) === keeper.visit()?.id,
  })
  const commands = createVisitCommands({
    ...{ outbox, link, ids, patience, isCaughtUp },
    onRefused(visitId, effect, code) {
      if (effect.kind === 'saved' && code === 'stale-revision') saves.refused(visitId, effect.view)
    },
    onChange: () => keeper.refresh(),
  })

  const ends = createTellingEnds({ commands, outbox, line, patience, goodbye: () => keeper.goodbye })
  const keeper: VisitKeeper = createVisitKeeper({
    ...{ replica: deps.replica, ended, clock, timers, onChange },
    lastEpoch: outboxStore.lastEpoch(),
    effects: (visitId) => commands.effects(visitId),
    onEntered: (epoch) => outboxStore.rememberEpoch(epoch),
    onWord(visit) {
      if (visit.level !== 'L0') outboxStore.keepOffDisk(visit.id)
    },
    onEnd: ends.tell,
    onStranger: (visitId) => line.endStranger(visitId),
    onStillOpen: ends.stillOpen,
    onLeft() {
      commands.forget()
      saves.forget()
      outbox.seen()
      deps.onLeft()
    },
  })
  const saves = createRefusedSaves({ run: commands.run, ids, visit: () => keeper.visit() })
  // It ends before anything begins.
  const leftEnded = endLeftOpen(outbox, ended, commands)
  const stopListening = outbox.onChange(onChange)
  return {
    ...{ keeper, commands, saves, outbox, ended },
    begin: (visitId, lang) => leftEnded.then(() => beginBy(deps, commands, keeper, visitId, lang)),
    close() {
      stopListening()
      commands.close()
      patience.close()
      keeper.close()
      outbox.close()
    },
  }
}

/** Begins a visit by the kiosk itself; the store server takes it over as soon as it hears of it (E2). */
async function beginBy(
  deps: VisitsDeps,
  commands: VisitCommands,
  keeper: VisitKeeper,
  visitId: VisitId,
  lang: Lang,
): Promise<boolean> {
  const begun = { visitId, epoch: keeper.epoch() + 1 }
  const kept = await commands.begin(begun, lang)
  // A scan may have opened another one meanwhile.
  if (!kept || keeper.visit()) return false
  kept.leave()
  keeper.begin(newVisit(deps, begun, lang))
  void kept.outcome.then(async ({ ok }) => {
    // An answer may overtake the topic when the line has just come back.
    if (ok) await caughtUp(deps)
    keeper.beginAnswered(visitId)
  })
  return true
}

/** What an earlier life of this kiosk left open is over: nobody can tell that the same person stands there (E1). */
async function endLeftOpen(outbox: Outbox, ended: EndedVisits, commands: VisitCommands): Promise<void> {
  try {
    await outbox.loaded()
  } catch {
    // A disk that cannot be read keeps nothing either; each command that comes is told so.
    return
  }
  const left = outbox.waiting()
  const over = new Set(left.filter(({ request }) => request === 'visits:end').map(visitOf))
  for (const visitId of new Set(left.map(visitOf))) {
    ended.remember(visitId)
    if (!over.has(visitId)) void commands.end(visitId, 'timeout')
  }
}

/** Resolves once the copy of the topic is the store server's present word. */
const caughtUp = ({ link, isCaughtUp }: VisitsDeps): Promise<void> =>
  new Promise((resolve) => {
    const stop = link.onStatus(() => {
      if (!isCaughtUp()) return
      resolve()
      queueMicrotask(() => stop())
    })
  })

function newVisit({ deviceId, book, clock }: VisitsDeps, begun: { visitId: VisitId; epoch: number }, lang: Lang) {
  const { visitId: id, epoch } = begun
  return {
    ...{ id, epoch, deviceId, lang, level: 'L0' as const, startedAt: clock.nowMs(), customer: null, servedBy: null },
    ...{ approvedUntil: null, address: null },
    ...{ configurationsState: 'ready' as const, configurations: [], orders: [] },
    cart: { lines: [], total: zero(book.currency()), units: 0 },
  }
}
