import type { RequestName } from '@dangol/protocol/requests.ts'
import type { Handlers } from './transport/handler.ts'

type Unbuilt =
  | Extract<RequestName, `privacy:${string}` | `audit:${string}` | `people:${string}` | `approvals:${string}`>
  | Extract<RequestName, 'visits:forget'>
  | Exclude<Extract<RequestName, `staff:${string}`>, 'staff:list' | 'staff:sign-in' | 'staff:sign-out' | 'staff:me'>

const refused = () => ({ ok: false, error: { code: 'internal' } }) as const

/** Requests of the wire that no feature answers yet. */
export const UNBUILT: Handlers<Unbuilt> = {
  'visits:forget': refused,
  'staff:change-pin': refused,
  'staff:passkey-begin': refused,
  'staff:passkey-add': refused,
  'staff:passkey-remove': refused,
  'staff:step-up-begin': refused,
  'staff:step-up': refused,
  'people:list': refused,
  'people:add': refused,
  'people:change': refused,
  'people:reset-pin': refused,
  'people:unlock': refused,
  'privacy:subject': refused,
  'privacy:ledger': refused,
  'privacy:export': refused,
  'privacy:erase': refused,
  'privacy:merge': refused,
  'privacy:unmerge': refused,
  'audit:list': refused,
  'audit:verify': refused,
}
