import { ROLES } from '@dangol/domain/trust/role.ts'
import { mayAsk } from '@dangol/protocol/rights.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'
import type { WiredStore } from '@dangol/server/src/testing/wired-store.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'

/** Questions of one batch: one alone is shorter than the clock can tell. */
const BATCH = 200

/** Microseconds of one decision, by batches: the rule alone, and with what the database says of the asker at that moment. */
export function authoriseCost(store: WiredStore, caller: Caller, batches: number): { rule: number[]; whole: number[] } {
  const names = Object.keys(REQUESTS) as RequestName[]
  const actors = ROLES.map((role) => ({ device: 'office' as const, staff: { role, steppedUp: true } }))
  const { standing } = store.features.staff
  let asked = 0
  let denied = 0
  const rule = () => {
    asked += 1
    const actor = actors[asked % actors.length]
    const name = names[asked % names.length]
    if (actor && name && mayAsk(name, actor) !== null) denied += 1
  }
  const whole = () => {
    asked += 1
    const name = names[asked % names.length]
    if (name && mayAsk(name, { device: caller.kind, staff: standing(caller) }) !== null) denied += 1
  }
  for (let n = 0; n < 10 * BATCH; n++) [rule, whole][n % 2]?.()
  const cost = { rule: times(rule, batches), whole: times(whole, batches) }
  if (denied === 0) throw new Error('nothing was denied')
  return cost
}

const times = (run: () => void, batches: number): number[] =>
  Array.from({ length: batches }, () => {
    const at = performance.now()
    for (let n = 0; n < BATCH; n++) run()
    return ((performance.now() - at) * 1000) / BATCH
  })
