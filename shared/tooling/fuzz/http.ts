import type { Random } from '@dangol/domain/chance/random.ts'
import type { EventsDeps } from './events.ts'
import { nasty } from './values.ts'

const STORE_PATHS = [
  '/',
  '/healthz',
  '/tablet/',
  '/office/',
  '/trust/challenge',
  '/trust/pair',
  '/trust/pair-status',
  '/trust/found',
  '/trust/state',
]
const SHOP_PATHS = [
  ...[
    '/',
    '/api/me',
    '/api/sign-in/start',
    '/api/sign-in/finish',
    '/api/credentials',
    '/api/configurations',
    '/api/orders',
  ],
  ...[
    '/api/codes/claim',
    '/api/address',
    '/api/approvals/BCDFGHJK',
    '/api/approvals/BCDFGHJK/options',
    '/api/passkeys/options',
  ],
  ...[
    '/api/visits',
    '/api/forget-me',
    '/api/pictures/x',
    '/api/events',
    '/store/v1/changes',
    '/store/v1/approvals/poll',
  ],
]
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']
const PATIENCE_MS = 5_000
const OWN_WORDS_MAX = 500

/** Requests that are nearly good at every door of store and shop; uploads among them. No answer may be the server's own failure. */
export async function request({ site, random, findings, isOver }: EventsDeps): Promise<void> {
  while (!isOver()) {
    const isStore = random.chance(0.5)
    const path = `${random.pick(isStore ? STORE_PATHS : SHOP_PATHS)}${random.pick(['', '', '', '?a=1', '/..%2f..%2fetc', '%00', '/'.repeat(300)])}`
    const sent = { method: random.pick(METHODS), ...bodyOf(random) }
    const answer = await fetch(`${isStore ? site.store : site.shop}${path}`, {
      ...(sent.method === 'GET' || sent.method === 'HEAD' ? { method: sent.method } : sent),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => null)
    findings.count(isStore ? 'http at the store' : 'http at the shop', String(answer?.status ?? 'closed'))
    const words = answer === null ? '' : await answer.text().catch(() => '')
    if (answer !== null && answer.status >= 500 && answer.status !== 503)
      findings.add(`${answer.status} at ${path}`, sent)
    if (/at .*\.ts:\d+|node_modules/.test(words))
      findings.add(`a stack trace at ${path}`, words.slice(0, OWN_WORDS_MAX))
  }
}

function bodyOf(random: Random): { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> } {
  const type = random.pick([
    'application/json',
    'image/png',
    'text/plain',
    'multipart/form-data',
    'application/octet-stream',
  ])
  const body = random.pick<() => string | Uint8Array<ArrayBuffer>>([
    () => '',
    () => '{"a":',
    () => jsonOf(nasty(random)),
    () => jsonOf({ login: nasty(random), code: nasty(random), publicKey: nasty(random), challenge: nasty(random) }),
    () => pictureLike(random),
    () => 'x'.repeat(random.pick([1_000, 70_000, 600_000])),
  ])()
  return { headers: { 'content-type': type }, body }
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify([value]).slice(1, -1)
  } catch {
    return 'null'
  }
}

/** The head of a PNG or JPEG, and then whatever. */
function pictureLike(random: Random): Uint8Array<ArrayBuffer> {
  const head = random.pick([
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
    [0xff, 0xd8, 0xff, 0xe0],
    [],
  ])
  return new Uint8Array([...head, ...Array.from({ length: random.below(3_000) }, () => random.below(256))])
}
