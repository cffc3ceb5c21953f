import { systemIds } from '@dangol/client/system-ids.ts'
import { systemClock } from '@dangol/client/system-clock.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import {
  credentialFeed,
  EMMA,
  JIWOO,
  memberFeed,
  mirrored,
  startTestStore,
} from '@dangol/server/src/testing/store-server.ts'
import type { TestDevice } from '@dangol/server/src/testing/store-server.ts'
import { createPhone } from '@dangol/server/src/testing/member-code.ts'
import type { Phone } from '@dangol/server/src/testing/member-code.ts'
import { kolmogorovSmirnov } from './two-samples.ts'

/** Failures that look like good codes from outside. */
export const FAILURES = ['unknown key', 'wrong signature', 'revoked key', 'no consent'] as const
type Failure = (typeof FAILURES)[number]
/** Refusals wait for a fixed time, so many kiosks wait beside each other. */
const KIOSKS = 25

/** Milliseconds from the scan at the kiosk to its refusal, over real sockets and real clocks, by cause, in mixed order. */
export async function refusalTimes(tries: number): Promise<Record<Failure, number[]>> {
  const known = createPhone('a1a1a1a1a1a1a1a1')
  const [lost, shy] = [createPhone('b1b1b1b1b1b1b1b1'), createPhone('b2b2b2b2b2b2b2b2')]
  const feed = [
    ...memberFeed({}, [known]),
    credentialFeed(lost, JIWOO, 'revoked'),
    ...memberFeed({ id: EMMA, number: 'M-1002', consents: { 'recog.kiosk': 'withdrawn' } }, [shy]),
  ]
  const real = { clock: systemClock, limits: { scansPerMinute: 1e6, requestsPerSecond: 1e6 } }
  const store = await startTestStore(feed, real)
  try {
    store.time.set(systemClock.nowMs())
    await mirrored(store)
    const codeOf: Record<Failure, () => string> = {
      'unknown key': () => createPhone(randomCredId()).codeAt(systemClock.nowMs()),
      'wrong signature': () => forged(known),
      'revoked key': () => lost.codeAt(systemClock.nowMs()),
      'no consent': () => shy.codeAt(systemClock.nowMs()),
    }
    const kiosks = await Promise.all(Array.from({ length: KIOSKS }, (_, n) => store.connect('kiosk', `kiosk-${n + 1}`)))
    const times: Record<Failure, number[]> = {
      'unknown key': [],
      'wrong signature': [],
      'revoked key': [],
      'no consent': [],
    }
    await Promise.all(kiosks.map((kiosk, n) => scanMany(kiosk, n, Math.ceil(tries / KIOSKS), codeOf, times)))
    return times
  } finally {
    await store.close()
  }
}

async function scanMany(
  kiosk: TestDevice,
  first: number,
  count: number,
  codeOf: Record<Failure, () => string>,
  times: Record<Failure, number[]>,
): Promise<void> {
  for (let n = 0; n < count; n++) {
    // Each cause follows each other one as often.
    const failure = FAILURES[(first + n + Math.floor(n / FAILURES.length)) % FAILURES.length] ?? 'unknown key'
    const text = codeOf[failure]()
    const at = performance.now()
    const commandId = systemIds.next<CommandId>()
    const answer = await kiosk.ask('recognition:scan', { commandId, text, lang: 'ko', takeOver: false })
    if (answer.ok || answer.error.code !== 'code-refused') throw new Error(`not a refusal: ${JSON.stringify(answer)}`)
    times[failure].push(performance.now() - at)
  }
}

/** A key that exists, and a signature of another one. */
function forged(phone: Phone): string {
  return createPhone(phone.credId).codeAt(systemClock.nowMs())
}

const randomCredId = (): string => systemIds.next<CommandId>().replaceAll('-', '').slice(-16)

/** The likeliest pair of causes to be told apart: the smallest p of all pairs, times their number (Bonferroni). */
export function tellApart(times: Record<Failure, number[]>): { p: number; pair: string } {
  const pairs = FAILURES.flatMap((one, at) => FAILURES.slice(at + 1).map((other) => [one, other] as const))
  const judged = pairs.map(([one, other]) => ({
    pair: `${one} / ${other}`,
    p: Math.min(1, kolmogorovSmirnov(times[one], times[other]).p * pairs.length),
  }))
  return judged.reduce((least, next) => (next.p < least.p ? next : least))
}
