import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { answered } from '../shop-port.ts'
import type { ApprovalAsk, ApprovalPolled, Approved, ApprovedAsk, ApprovalShop, ShopAnswer } from '../shop-port.ts'

/** One approval as a test looks at it from the phone's side. */
interface FakeApproval extends ApprovalAsk {
  readonly deviceCode: string
  readonly userCode: string
  readonly number: string
  readonly expiresAt: number
  state: 'pending' | 'denied' | 'approved' | 'spent'
  customerId: CustomerId | null
  lastPolledAt: number
  token: string | null
}

/** The phone's side of RD1 at a shop in memory. */
export interface FakeApprovals {
  readonly asked: FakeApproval[]
  /** Address of whoever approves, last line masked. */
  address: string | null
  /** Tokens that work. */
  readonly tokens: Map<string, { readonly kioskThumbprint: string; readonly expiresAt: number }>
  /** What an approved visit may show is out of reach, everything else is not. */
  isTokenLineCut: boolean
  /** How long a token counts. Milliseconds. */
  tokenLastsMs: number
  approve(userCode: string, customerId: CustomerId): void
  deny(userCode: string): void
}

type Calls = ApprovalShop
type Answer = <T>(signal: AbortSignal, take: () => ShopAnswer<T>) => Promise<ShopAnswer<T>>

const LASTS_MS = 120_000
const INTERVAL_MS = 2_000
const TOKEN_LASTS_MS = 600_000
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'

/** RD1 as the embedded shop keeps it: codes of one kiosk, single use, polled at an interval; tokens of one kiosk. */
export function createFakeApprovals(clock: Clock, answer: Answer): { calls: Calls; approvals: FakeApprovals } {
  const approvals: FakeApprovals = {
    asked: [],
    address: '서울 성동구 성수이로 **',
    tokens: new Map(),
    isTokenLineCut: false,
    tokenLastsMs: TOKEN_LASTS_MS,
    approve: (userCode, customerId) => Object.assign(find(userCode), { state: 'approved', customerId }),
    deny: (userCode) => Object.assign(find(userCode), { state: 'denied' }),
  }
  const find = (userCode: string): FakeApproval => {
    const found = approvals.asked.find((one) => one.userCode === userCode)
    if (found === undefined) throw new Error(`no approval ${userCode}`)
    return found
  }
  const holder = ({ token, kioskThumbprint }: ApprovedAsk) => {
    const known = approvals.tokens.get(token)
    return known?.kioskThumbprint === kioskThumbprint && known.expiresAt > clock.nowMs()
  }
  const calls: Calls = {
    beginApproval: (ask, signal) =>
      answer(signal, () => {
        const made = newApproval(ask, approvals.asked.length, clock.nowMs())
        approvals.asked.push(made)
        const { deviceCode, userCode, number, expiresAt } = made
        const url = `http://localhost:4601/k/${userCode}`
        return answered({ deviceCode, userCode, url, number, expiresAt, intervalMs: INTERVAL_MS })
      }),
    pollApproval: ({ deviceCode, kioskThumbprint }, signal) =>
      answer(signal, () => {
        const one = approvals.asked.find((each) => each.deviceCode === deviceCode)
        return answered(
          one?.kioskThumbprint === kioskThumbprint ? polled(one, approvals, clock.nowMs()) : { state: 'expired' },
        )
      }),
    approved: (ask, signal) =>
      answer<Approved>(signal, () =>
        approvals.isTokenLineCut
          ? { kind: 'unreachable', why: 'cut' }
          : holder(ask)
            ? answered({ address: approvals.address })
            : { kind: 'rejected', why: '404 no-such-approval' },
      ),
    endApproval: (ask, signal) =>
      answer(signal, () => {
        if (approvals.tokens.get(ask.token)?.kioskThumbprint === ask.kioskThumbprint) approvals.tokens.delete(ask.token)
        return answered(null)
      }),
  }
  return { calls, approvals }
}

function newApproval(ask: ApprovalAsk, serial: number, nowMs: number): FakeApproval {
  const letter = LETTERS.charAt(serial % LETTERS.length)
  return {
    ...ask,
    ...{ deviceCode: `device-code-${serial}`, userCode: `BCDFGHJ${letter}`, number: String(10 + (serial % 90)) },
    ...{ expiresAt: nowMs + LASTS_MS, state: 'pending', customerId: null },
    ...{ lastPolledAt: Number.NEGATIVE_INFINITY, token: null },
  }
}

function polled(one: FakeApproval, approvals: FakeApprovals, nowMs: number): ApprovalPolled {
  const isHasty = nowMs - one.lastPolledAt < INTERVAL_MS
  one.lastPolledAt = nowMs
  if (one.state === 'spent' || nowMs >= one.expiresAt) return { state: 'expired' }
  if (isHasty) return { state: 'slow-down' }
  if (one.state === 'denied') return { state: 'denied' }
  if (one.state !== 'approved' || one.customerId === null) return { state: 'pending' }
  one.state = 'spent'
  one.token = `token-of-${one.deviceCode}`
  const expiresAt = nowMs + approvals.tokenLastsMs
  approvals.tokens.set(one.token, { kioskThumbprint: one.kioskThumbprint, expiresAt })
  return { state: 'approved', customerId: one.customerId, token: one.token, expiresAt }
}
