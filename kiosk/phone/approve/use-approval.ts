import {
  PasskeyOptionsSchema,
  PhoneApprovalAnsweredSchema,
  PhoneApprovalSchema,
} from '@dangol/protocol/shop-approvals.ts'
import type { PhoneApproval } from '@dangol/protocol/shop-approvals.ts'
import { onScopeDispose, shallowRef } from 'vue'
import { z } from 'zod'
import { useShop } from '../shop.ts'
import type { ShopPages } from '../shop.ts'
import { useSession } from '../stores/session.ts'

/** Why there is nothing to answer. 'gone' for every code that opens nothing: the shop does not tell why. */
export type Over = 'gone' | 'denied' | 'wrong-number' | 'too-many' | 'ended'
type Asking =
  | { kind: 'loading' }
  | { kind: 'offline' }
  | { kind: 'asked'; approval: PhoneApproval; secondsLeft: number }
  | { kind: 'approved' }
  | { kind: 'over'; why: Over }

const TICK_MS = 500

/** One kiosk that asks for a yes, from the code in its QR to the answer. `problem` is the code of what did not work just now. */
export function useApproval({ code, clockOffsetMs }: { code: string; clockOffsetMs: number }) {
  const { client, clock, timers, passkeys } = useShop()
  const session = useSession()
  const asking = shallowRef<Asking>({ kind: 'loading' })
  const busy = shallowRef(false)
  const problem = shallowRef<string | null>(null)
  const path = `/api/approvals/${encodeURIComponent(code)}`
  const secondsTo = (atMs: number) => Math.ceil((atMs - clock.nowMs() - clockOffsetMs) / 1000)

  async function load(): Promise<void> {
    const answer = await client.get(path, PhoneApprovalSchema)
    if (answer.ok)
      asking.value = { kind: 'asked', approval: answer.value, secondsLeft: secondsTo(answer.value.expiresAt) }
    else refused(answer.error.code)
  }

  function refused(reason: string): void {
    const why = OVER[reason]
    // Signed out meanwhile: the sign-in takes this page's place, and the code stays in the address.
    if (reason === 'signed-out') void session.load()
    else if (why !== undefined) asking.value = { kind: 'over', why }
    else if (asking.value.kind === 'asked') problem.value = reason
    else asking.value = { kind: 'offline' }
  }

  async function whileBusy(run: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    await run()
    busy.value = false
  }

  const approve = (number: string) =>
    whileBusy(async () => {
      const answer = await prove({ client, passkeys }, path, number)
      if (answer.ok) asking.value = { kind: 'approved' }
      // Opened on another kiosk while this one was looked at: shown as such, with the way out.
      else if (answer.error.code === 'open-elsewhere') await load()
      else refused(answer.error.code)
    })
  const deny = () =>
    whileBusy(async () => {
      const answer = await client.send('POST', path, { answer: 'deny' }, PhoneApprovalAnsweredSchema)
      if (answer.ok) asking.value = { kind: 'over', why: 'denied' }
      else refused(answer.error.code)
    })
  /** Ends what is open on any kiosk: on another one to go on here, or on this one to take the yes back. */
  const endOpen = () =>
    whileBusy(async () => {
      const answer = await client.send('DELETE', '/api/approvals', null, z.null())
      if (!answer.ok) problem.value = answer.error.code
      else if (asking.value.kind === 'approved') asking.value = { kind: 'over', why: 'ended' }
      else await load()
    })

  function tick(): void {
    if (asking.value.kind !== 'asked') return
    const secondsLeft = secondsTo(asking.value.approval.expiresAt)
    if (secondsLeft > 0) asking.value = { ...asking.value, secondsLeft }
    // What is on its way may still arrive in time; the shop decides.
    else if (!busy.value) asking.value = { kind: 'over', why: 'gone' }
  }
  onScopeDispose(timers.every(TICK_MS, tick))
  void load()
  return { asking, busy, problem, load, approve, deny, endOpen }
}

/** Asks the browser for the passkey of this very code, and sends it with the number. */
async function prove({ client, passkeys }: Pick<ShopPages, 'client' | 'passkeys'>, path: string, number: string) {
  const options = await client.send('POST', `${path}/options`, {}, PasskeyOptionsSchema)
  if (!options.ok) return options
  const passkey = await passkeys.use(options.value)
  if (!passkey.ok) return passkey
  const body = { answer: 'approve', number, passkey: passkey.value }
  return client.send('POST', path, body, PhoneApprovalAnsweredSchema)
}

const OVER: Readonly<Record<string, Over>> = {
  'no-such-code': 'gone',
  'wrong-number': 'wrong-number',
  'too-many-tries': 'too-many',
}
