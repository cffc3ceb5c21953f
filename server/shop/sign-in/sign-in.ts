import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { RandomBytes } from '../../src/platform/system-ids.ts'
import type { Customers } from '../customers/customers.ts'
import type { Member, MemberId } from '../customers/customers.sql.ts'
import { keyedHash, sameSecret, sha256 } from '../secrets.ts'
import { prepareSignIn } from './sign-in.sql.ts'

const CODE_LASTS_MS = 10 * 60_000
const TRIES_PER_CODE = 5
export const SESSION_LASTS_MS = 30 * 24 * 60 * 60_000
const TOKEN_BYTES = 32
/** How long a sign-in counts as just now. */
const FRESH_FOR_MS = 10 * 60_000

export type SignIn = ReturnType<typeof createSignIn>
/** Brings a one-time code to a member: by mail in a real shop, into a file in the embedded one. */
export type DeliverCode = (member: Member, code: string) => void

export interface SignInDeps {
  readonly db: Db
  readonly clock: Clock
  readonly random: RandomBytes
  readonly customers: Customers
  readonly tenantKey: string
  readonly deliver: DeliverCode
  /** In the demonstration its own people also have a code that always works. */
  readonly demo: boolean
}

/** Signing in by one-time code. Whether an account exists shows neither in an answer nor in the work done for it. */
export function createSignIn(deps: SignInDeps) {
  const { clock, customers, random } = deps
  const { demoCode, hashOf, loginKey } = signInHashes(deps.tenantKey)
  const sql = prepareSignIn(deps.db)

  /** Makes a code for a login. What it returns sends the code, if there is anybody to send it to; call it after the commit. */
  function start(login: string): () => void {
    const member = customers.byLogin(login)
    const code = sixDigits(random)
    const key = loginKey(login)
    sql.putCode.run(key, member?.id ?? null, hashOf(key, code), TRIES_PER_CODE, clock.nowMs() + CODE_LASTS_MS)
    return () => {
      if (member !== null) deps.deliver(member, code)
    }
  }

  /** Opens a session. Refuses: 'wrong-code', whatever was wrong. */
  function finish(login: string, code: string) {
    const found = check(login, code)
    if (!found.ok) return found
    const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url')
    sql.addSession.run(sha256(token), found.value, clock.nowMs() + SESSION_LASTS_MS)
    return ok({ token })
  }

  /** Whose login it is, when the code was sent there just now; the code is used up. Refuses: 'wrong-code', whatever was wrong. */
  function check(login: string, code: string) {
    const memberId = byOneTimeCode(loginKey(login), code) ?? byDemoCode(login, code)
    return memberId === null ? refuse('wrong-code') : ok(memberId)
  }

  function byOneTimeCode(key: string, code: string): MemberId | null {
    const asked = sql.code(key)
    const isRight = sameSecret(asked?.codeHash ?? '', hashOf(key, code))
    if (asked === null || asked.triesLeft <= 0 || asked.expiresAt <= clock.nowMs()) return null
    if (!isRight || asked.memberId === null) {
      sql.takeTry.run(key)
      return null
    }
    sql.dropCode.run(key)
    return asked.memberId
  }

  function byDemoCode(login: string, code: string): MemberId | null {
    if (!deps.demo) return null
    const member = customers.byLogin(login)
    return member?.source === 'demo' && sameSecret(demoCode(member), code) ? member.id : null
  }

  return {
    start,
    check,
    finish,
    demoCode,
    loginKey,
    memberOf: (token: string): MemberId | null => sql.session(sha256(token), clock.nowMs())?.memberId ?? null,
    /** Whether the session began just now. */
    isFresh(token: string): boolean {
      const session = sql.session(sha256(token), clock.nowMs())
      return session !== null && session.expiresAt - SESSION_LASTS_MS + FRESH_FOR_MS > clock.nowMs()
    },
    signOut: (token: string): void => void sql.dropSession.run(sha256(token)),
    sweep: (): void => sql.dropOld(clock.nowMs()),
  }
}

function signInHashes(tenantKey: string) {
  return {
    /** The lasting code of a person of the demonstration: theirs alone, and another one in every installation. */
    demoCode: (member: Member): string =>
      (Number.parseInt(keyedHash(tenantKey, `demo\0${member.number}`).slice(0, 12), 16) % 1_000_000)
        .toString()
        .padStart(6, '0'),
    hashOf: (key: string, code: string): string => keyedHash(tenantKey, `sign-in\0${key}\0${code}`),
    /** A login that was never an account is kept, for ten minutes, as a hash only. */
    loginKey: (login: string): string => keyedHash(tenantKey, `login\0${login.toLowerCase()}`),
  }
}

/** Six digits, each value as likely as every other to one part in four thousand. */
function sixDigits(random: RandomBytes): string {
  const value = Buffer.from(random(4)).readUInt32BE() % 1_000_000
  return value.toString().padStart(6, '0')
}
