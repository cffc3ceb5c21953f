import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { createText } from '@dangol/ui/i18n/text.ts'
import type { BridgeCall, KioskBridge, KioskState, KioskVisit } from '@dangol/protocol/bridge.ts'
import { KioskStateSchema } from '@dangol/protocol/bridge.ts'
import { createPinia, setActivePinia } from 'pinia'
import type { App } from 'vue'
import { createApp } from 'vue'
import { en } from '../messages/en.ts'
import { ko } from '../messages/ko.ts'
import { servicesKey } from '../services.ts'

type Answers = Partial<Record<BridgeCall, (input: never) => unknown>>

/** A host under the test's hands: it answers what the test says, and the test pushes its states. */
export interface TestHost {
  readonly app: App
  readonly asked: { name: BridgeCall; input: unknown }[]
  readonly answers: Answers
  /** The state with these changes, as the host would send it; checked against the wire. */
  push(change: Partial<KioskState>): void
  pass(ms: number): Promise<void>
}

/** An application of stores with a test host behind the bridge. An answer that is a text is a refusal of that code. */
export function testHost(answers: Answers = {}): TestHost {
  const { timers, pass, nowMs } = handTimers()
  const asked: TestHost['asked'] = []
  let state = IDLE
  let listen: (state: KioskState) => void = () => undefined
  const bridge: KioskBridge = {
    async ask(name, input) {
      asked.push({ name, input })
      const given = await answers[name]?.(input as never)
      // A test answers as the host would; the cast stands for the host's own check.
      return (
        typeof given === 'string' ? { ok: false, error: { code: given } } : { ok: true, value: given ?? null }
      ) as never
    },
    onState(listener) {
      listen = listener
      listener(state)
      return () => undefined
    },
  }
  const app = createApp({}).provide(servicesKey, { bridge, timers, steadyMs: nowMs })
  const pinia = createPinia()
  app.use(pinia).use(createText({ ko, en }, 'ko'))
  setActivePinia(pinia)
  const push = (change: Partial<KioskState>) => listen((state = KioskStateSchema.parse({ ...state, ...change })))
  return { app, asked, answers, push, pass }
}

/** A visit as the host shows it, anonymous unless the test says otherwise. */
export function visitOf(epoch: number, given: Partial<KioskVisit> = {}): Partial<KioskState> {
  const visit: KioskVisit = {
    id: testId<VisitId>(epoch),
    epoch,
    deviceId: IDLE.device.id,
    level: 'L0',
    lang: 'ko',
    startedAt: 0,
    customer: null,
    approvedUntil: null,
    address: null,
    configurationsState: 'ready',
    configurations: [],
    cart: { lines: [], total: { minor: 0, currency: 'KRW' }, units: 0 },
    orders: [],
    servedBy: null,
    ...given,
  }
  return { epoch, visit }
}

/** The n-th id of a test, as a well-formed UUIDv7. */
export const testId = <B extends string>(n: number): B => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}` as B

const IDLE: KioskState = KioskStateSchema.parse({
  device: {
    id: 'kiosk-1',
    storeName: { ko: '단골 성수', en: 'Dangol Seongsu' },
    pitchMm: 0.369,
    shopUrl: 'http://127.0.0.1:4601',
    simulator: true,
  },
  link: 'online',
  waiting: { count: 0, since: null, unconfirmed: 0 },
  wan: null,
  pairing: null,
  catalogueVersion: null,
  epoch: 0,
  visit: null,
  warning: null,
  goodbye: null,
  call: null,
  approval: null,
  assists: [],
  sharedDraft: null,
  presence: [],
  handover: null,
  scan: 'idle',
  at: 1_000_000,
})

/** Time turned by hand from zero; `pass` then lets promises settle. */
export function handTimers() {
  const timers = createTurnedTime(0)
  async function pass(ms: number): Promise<void> {
    timers.pass(ms)
    await new Promise((settle) => setTimeout(settle))
  }
  return { timers, pass, nowMs: () => timers.nowMs() }
}
