import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { LinkState, ProbeProblem } from '@dangol/protocol/link.ts'
import type { Logger } from '../../platform/log.ts'
import type { ShopAnswer } from '../../shop-port.ts'
import type { CommerceConnector, Probe } from '../connector.ts'

/** What was right at the start is looked at again: a key runs out, a field is taken away, a clock drifts. */
export const PROBE_EVERY_MS = 5 * 60_000
/** Whoever mends the shop or the mapping wants to see it, and nothing else is asked of the shop meanwhile. */
export const PROBE_AGAIN_MS = 15_000
const PROBE_DEADLINE_MS = 15_000
const PROBLEMS_MAX = 50
const DETAIL_MAX = 200

export interface ProbeWatchDeps {
  readonly clock: Clock
  readonly timers: Timers
  /** Null where the shop is the embedded one, which has no configuration that could be wrong. */
  readonly connector: Pick<CommerceConnector, 'probe'> | null
  readonly log: Logger
  /** Nothing stands against the link any more. */
  readonly onCleared: () => void
}

export interface ProbeWatch {
  /** What the shop last said of itself; null until it was first asked. */
  latest(): LinkState['probe']
  isBlocked(): boolean
  start(): void
  /** Asks now. Never rejects. */
  ask(): Promise<void>
  /** Somebody else asked the shop just now. */
  heard(answer: ShopAnswer<Probe>): void
  /** Waits for what is under way. */
  stop(): Promise<void>
}

/**
 * Keeps in mind whether the link works as configured. A shop that does not answer says nothing about its configuration: a link that
 * was found right goes on being tried by mirror and outbox, and one that never was waits until somebody answers. So an outage blocks
 * nothing that worked, and a start during one reads nothing unseen (U10).
 */
export function createProbeWatch({ clock, timers, connector, log, onCleared }: ProbeWatchDeps): ProbeWatch {
  let latest: LinkState['probe'] = null
  let cancel: CancelTimer = () => undefined
  let running: Promise<void> | null = null
  const stopping = new AbortController()
  const isBlocked = (): boolean => connector !== null && (latest === null || latest.problems.length > 0)

  const heard = (answer: ShopAnswer<Probe>): void => {
    const probe = verdictOf(answer)
    if (probe === null) return
    const wasBlocked = isBlocked()
    latest = { ...probe, at: clock.nowMs() }
    if (probe.problems.length > 0) log.warn({ event: 'link.problems', problems: probe.problems.map(sayProblem) })
    if (wasBlocked && !isBlocked()) onCleared()
  }
  const ask = (): Promise<void> => {
    if (connector === null || stopping.signal.aborted) return Promise.resolve()
    running ??= askOnce(connector, stopping.signal)
      .then(heard)
      .catch((error: unknown) => log.error({ event: 'link.probe-failed', err: error }))
      .finally(() => (running = null))
    return running
  }
  const round = async (): Promise<void> => {
    await ask()
    cancel()
    if (!stopping.signal.aborted) {
      cancel = timers.after(isBlocked() ? PROBE_AGAIN_MS : PROBE_EVERY_MS, () => void round())
    }
  }

  return {
    latest: () => latest,
    ...{ isBlocked, heard },
    start: () => connector && void round(),
    ask: () => (connector === null ? Promise.resolve() : round()),
    async stop() {
      stopping.abort()
      cancel()
      await running
    },
  }
}

/** Asks the shop once, for no longer than somebody at a screen waits. */
export const askOnce = (connector: Pick<CommerceConnector, 'probe'>, signal: AbortSignal): Promise<ShopAnswer<Probe>> =>
  connector.probe(AbortSignal.any([signal, AbortSignal.timeout(PROBE_DEADLINE_MS)]))

/** What an answer says about the configuration; null for one that says nothing. */
export function verdictOf(answer: ShopAnswer<Probe>): Omit<NonNullable<LinkState['probe']>, 'at'> | null {
  switch (answer.kind) {
    case 'unreachable':
      return null
    case 'rejected':
      // A no to the question itself is a no to whoever asks it.
      return { version: '', clockOffsetMs: 0, problems: [cut({ code: 'credentials', detail: answer.why })] }
    case 'answered': {
      const { version, clockOffsetMs } = answer.value
      const problems = answer.value.problems.map(cut)
      // What is merely out of reach is no fault of the configuration.
      const isSilent = problems.length > 0 && problems.every(({ code }) => code === 'unreachable')
      if (isSilent) return null
      return { version, clockOffsetMs: Math.round(clockOffsetMs), problems: problems.slice(0, PROBLEMS_MAX) }
    }
  }
}

/** As the wire takes it. */
export const cut = ({ code, detail }: ProbeProblem): ProbeProblem => ({ code, detail: detail.slice(0, DETAIL_MAX) })

const sayProblem = ({ code, detail }: ProbeProblem): string => `${code}: ${detail}`
