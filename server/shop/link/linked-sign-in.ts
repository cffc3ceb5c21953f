import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { SignInStarted } from '@dangol/protocol/shop.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { Platform } from './platform.ts'

/**
 * An answer leaves at a whole number of these after the question. How long the shop looked for an account tells whether it found
 * one; a step is far longer than that. Milliseconds.
 */
export const ANSWER_STEP_MS = 1_000

export interface LinkedSignInDeps {
  readonly platform: Pick<Platform, 'whoHas'>
  readonly signIn: Pick<SignIn, 'start'>
  readonly clock: Clock
  readonly timers: Timers
  readonly write: <T>(run: () => T) => T
}

/**
 * Asks the retailer's shop whose e-mail address it is, and sends them a code. With the shop out of reach, members from before get
 * one at the address that they had then; the answer says that it is so, to everybody alike.
 */
export function createLinkedSignIn({ platform, signIn, clock, timers, write }: LinkedSignInDeps) {
  return async (login: string): Promise<SignInStarted> => {
    const askedAtMs = clock.nowMs()
    const said = await platform.whoHas(login)
    const deliver = write(() => signIn.start(login, said.ok ? { found: said.value } : 'as-known'))
    const tookMs = clock.nowMs() - askedAtMs
    await new Promise<void>((resolve) => timers.after(ANSWER_STEP_MS - (tookMs % ANSWER_STEP_MS), resolve))
    deliver()
    return said.ok ? {} : { shop: 'unreachable' }
  }
}
