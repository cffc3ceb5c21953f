import type { AssociateId, CustomerId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { createPhone } from '@dangol/server/src/testing/member-code.ts'
import { callerOf } from '@dangol/server/src/testing/store-core.ts'
import { memberFeed } from '@dangol/server/src/testing/store-server.ts'
import { openWiredStore } from '@dangol/server/src/testing/wired-store.ts'
import type { WiredStore } from '@dangol/server/src/testing/wired-store.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import { quantiles, round, target } from '../report.ts'
import type { Bench } from '../report.ts'
import { authoriseCost } from './authorise-cost.ts'
import { FAILURES, refusalTimes, tellApart } from './refusal-times.ts'
import { rm1Rate } from './rm1-rate.ts'

/** Two samples that are less likely than this to be of one distribution count as told apart. */
const LEAST_P = 0.01

/**
 * What trust costs, and what time tells: member codes judged beside the bare signature check, the spread of answers to codes that
 * look good, one decision of `authorise`. Options: members (1,000 at least), tries.
 */
export const bench: Bench = async (options, say) => {
  const members = Math.max(1_000, number(options, 'members', 5_000))
  const tries = number(options, 'tries', 2_000)
  say(`a roster of ${members} members ...`)
  const phones = Array.from({ length: members }, (_, n) => createPhone(hex(n + 1, 16)))
  const feed = phones.flatMap((phone, n) =>
    memberFeed({ id: hex(n + 1, 32) as CustomerId, number: `M-${n + 1}` }, [phone]),
  )
  const store = await openWiredStore(feed)
  say('judging codes beside the bare check of their signatures ...')
  const { judged, bare } = rm1Rate(store, phones)
  const cost = authoriseCost(store, manager(store), 500)
  say(`timing ${tries} refusals ...`)
  const times = await refusalTimes(tries)
  const apart = tellApart(times)
  const whole = quantiles(cost.whole)
  return {
    name: 'trust',
    figures: {
      members,
      'codes judged, per second and core': Math.round(judged),
      'bare Ed25519 checks, per second and core': Math.round(bare),
      ...Object.fromEntries(FAILURES.map((cause) => [`refusal of ${cause}, ms p50 / p99`, spread(times[cause])])),
      'pair of causes most apart': apart.pair,
      'rule alone, µs p50': quantiles(cost.rule).p50,
      'rule and standing, µs p50 / p99': `${whole.p50} / ${whole.p99}`,
    },
    targets: [
      target('codes judged beside the bare check', 'of it', judged / bare, 0.6, 'higher'),
      target('time tells no cause: p of two samples', 'p', round(apart.p), LEAST_P, 'higher'),
      target('one decision of authorise, with what the database says, p99', 'µs', whole.p99, 20, 'lower'),
    ],
  }
}

/** Somebody who holds the office by a sign-in. */
function manager({ features }: WiredStore): Caller {
  const [jieun, office] = ['jieun' as AssociateId, 'office-1' as DeviceId]
  const session = features.staff.session(features.staff.beginSession(jieun, office), office)
  if (session === null) throw new Error('nobody signed in')
  return { ...callerOf('office', office, jieun), session: session.id }
}

const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0')
const spread = (times: readonly number[]): string => `${quantiles(times).p50} / ${quantiles(times).p99}`

function number(options: Readonly<Record<string, string>>, name: string, otherwise: number): number {
  const value = Number(options[name] ?? otherwise)
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} has to be a whole number above 0`)
  return value
}
