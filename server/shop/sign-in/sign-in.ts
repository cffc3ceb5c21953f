import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { RandomBytes } from '../../src/platform/system-ids.ts'
import type { Customers } from '../customers/customers.ts'
import type { FoundAtShop } from '../link/platform.ts'
import type { Member, MemberId } from '../customers/customers.sql.ts'
import { keyedHash, sameSecret, sha256 } from '../secrets.ts'
import { prepareSignIn } from './sign-in.sql.ts'
import type { SignInSql } from './sign-in.sql.ts'

const CODE_LASTS_MS = 10 * 60_000
const TRIES_PER_CODE = 5
export const SESSION_LASTS_MS = 30 * 24 * 60 * 60_000
const TOKEN_BYTES = 32
/** How long a sign-in counts as just now. */
const FRESH_FOR_MS = 10 * 60_000

export type SignIn = ReturnType<typeof createSignIn>
/** Brings a one-time code to a member: by mail in a real shop, into a file in the embedded one. */
export type DeliverCode = (member: Pick<Member, 'email' | 'number'>, code: string) => void
/** Who is meant by a login: whom this shop's own book names, or whom the retailer's own shop does. */
export type WhoIsMeant = 'as-known' | { readonly found: FoundAtShop | null }

export interface SignInDeps {
  readonly db: Db
  readonly clock: Clock
  readonly random: RandomBytes
  readonly customers: Customers
  readonly tenantKey: string
  readonly deliver: DeliverCode
  /** In the demonstration its own people also have a code that always works. */
  readonly demo: boolean
  /** Linked to a retailer's own shop: the account of whom it named, opened now if need be. */
  readonly accountOf?: ((found: FoundAtShop, email: string) => MemberId) | undefined
}

/** Signing in by one-time code. Whether an account exists shows neither in an answer nor in the work done for it. */
export function createSignIn(deps: SignInDeps) {
  const { clock, customers, random } = deps
  const { demoCode, hashOf, loginKey } = signInHashes(deps.tenantKey)
  const sql = prepareSignIn(deps.db)
  const sessions = createSessions(sql, clock, random)

  /** Makes a code for a login. What it returns sends the code, if there is anybody to send it to; call it after the commit. */
  function start(login: string, who: WhoIsMeant = 'as-known'): () => void {
    const member = who === 'as-known' ? customers.byLogin(login) : null
    const found = who === 'as-known' ? null : who.found
    const code = sixDigits(random)
    const key = loginKey(login)
    sql.putCode.run({
      ...{ login: key, memberId: member?.id ?? null, found: found === null ? null : JSON.stringify(found) },
      ...{ codeHash: hashOf(key, code), triesLeft: TRIES_PER_CODE, expiresAt: clock.nowMs() + CODE_LASTS_MS },
    })
    const addressee = found === null ? member : { email: login.toLowerCase(), number: found.number }
    return () => {
      if (addressee !== null) deps.deliver(addressee, code)
    }
  }

  /** Opens a session. Refuses: 'wrong-code', whatever was wrong. */
  function finish(login: string, code: string) {
    const found = check(login, code)
    if (!found.ok) return found
    return ok({ token: sessions.open(found.value) })
  }

  /** Whose login it is, when the code was sent there just now; the code is used up. Refuses: 'wrong-code', whatever was wrong. */
  function check(login: string, code: string) {
    const memberId = byOneTimeCode(login, code) ?? byDemoCode(login, code)
    return memberId === null ? refuse('wrong-code') : ok(memberId)
  }

  function byOneTimeCode(login: string, code: string): MemberId | null {
    const key = loginKey(login)
    const asked = sql.code(key)
    const isRight = sameSecret(asked?.codeHash ?? '', hashOf(key, code))
    if (asked === null || asked.triesLeft <= 0 || asked.expiresAt <= clock.nowMs()) return null
    if (!isRight || (asked.memberId === null && asked.found === null)) {
      sql.takeTry.run(key)
      return null
    }
    sql.dropCode.run(key)
    // Written by `start`, which had it checked.
    return asked.found === null ? asked.memberId : openedFor(JSON.parse(asked.found) as FoundAtShop, login)
  }

  const openedFor = (found: FoundAtShop, login: string): MemberId | null => deps.accountOf?.(found, login) ?? null

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
    ...sessions.asked,
    sweep: (): void => sql.dropOld(clock.nowMs()),
  }
}

/** Sessions of phones; what is kept of one is the digest of its token. */
function createSessions(sql: SignInSql, clock: Clock, random: RandomBytes) {
  const found = (token: string) => sql.session(sha256(token), clock.nowMs())
  return {
    open(memberId: MemberId): string {
      const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url')
      sql.addSession.run(sha256(token), memberId, clock.nowMs() + SESSION_LASTS_MS)
      return token
    },
    asked: {
      memberOf: (token: string): MemberId | null => found(token)?.memberId ?? null,
      /** Whether the session began just now. */
      isFresh: (token: string): boolean =>
        (found(token)?.expiresAt ?? 0) - SESSION_LASTS_MS + FRESH_FOR_MS > clock.nowMs(),
      signOut: (token: string): void => void sql.dropSession.run(sha256(token)),
    },
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
