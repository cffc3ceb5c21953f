import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MemberId } from '../customers/customers.sql.ts'
import type { Shop } from '../shop.ts'
import { SESSION_LASTS_MS } from '../sign-in/sign-in.ts'
import { Refused } from './refusals.ts'

const COOKIE = 'dangol_session'
const FLAGS = 'HttpOnly; SameSite=Strict; Path=/'
const CHANGES = new Set(['POST', 'PUT', 'DELETE', 'PATCH'])

/** The signed-in member of a request, or null. */
export function memberOf(shop: Shop, request: FastifyRequest): MemberId | null {
  const token = tokenOf(request)
  return token === null ? null : shop.signIn.memberOf(token)
}

/** The signed-in member of a request; ends the route with 'signed-out' otherwise. */
export function needMember(shop: Shop, request: FastifyRequest): MemberId {
  const memberId = memberOf(shop, request)
  if (memberId === null) throw new Refused('signed-out')
  return memberId
}

/** Takes only an opaque token of the right shape, from the first cookie of our name. */
export function tokenOf(request: FastifyRequest): string | null {
  const cookie = (request.headers.cookie ?? '').split(';').find((part) => part.trim().startsWith(`${COOKIE}=`))
  const token = cookie?.split('=')[1]?.trim() ?? ''
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null
}

export function giveSession(shop: Shop, reply: FastifyReply, token: string): void {
  reply.header('set-cookie', `${COOKIE}=${token}; ${flagsOf(shop)}; Max-Age=${SESSION_LASTS_MS / 1000}`)
}

export function takeSession(shop: Shop, reply: FastifyReply): void {
  reply.header('set-cookie', `${COOKIE}=; ${flagsOf(shop)}; Max-Age=0`)
}

/** A shop that phones open by https never hears of a session without. */
const flagsOf = ({ publicUrl }: Shop): string => (publicUrl().startsWith('https:') ? `${FLAGS}; Secure` : FLAGS)

/**
 * Refuses a change that another site's page asks for. Browsers say where a request comes from in `Sec-Fetch-Site` and
 * `Origin`; a program that says neither carries no cookie of a shopper's browser either.
 */
export function refuseForeignOrigin(request: FastifyRequest): void {
  if (!CHANGES.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw new Refused('foreign-origin')
  const { origin, host } = request.headers
  if (origin !== undefined && hostOf(origin) !== host) throw new Refused('foreign-origin')
}

/** Host and port of an origin; null for the opaque origin 'null'. */
const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)
