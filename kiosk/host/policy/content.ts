import { readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { isAppUrl } from './navigation.ts'
import type { AppOrigin } from './navigation.ts'

/** Answers the screen's requests for its own files, over a custom scheme and over loopback HTTP alike. */
export type AssetHandler = (request: Request) => Response

export interface AssetHandlerOptions {
  /** Folder of the built screen. */
  readonly folder: string
  readonly app: AppOrigin
  /** Extra CSP sources for `connect-src`; the browser shell's WebSocket needs its own origin spelled out. */
  readonly connect?: readonly string[]
  /** A new unguessable value per page, for the few inline styles of the component library. */
  readonly nonce: () => string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
}

/** The page's rules: own files only, no eval but WebAssembly's, no frames, no forms, Vue's templates as the only trusted HTML. */
export function contentPolicy(nonce: string, connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    ['connect-src', "'self'", ...connect].join(' '),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue',
  ].join('; ')
}

/** Serves the built screen and nothing else: only GET, only inside the folder, every answer with the page's rules. */
export function createAssetHandler({ folder, app, connect, nonce }: AssetHandlerOptions): AssetHandler {
  return (request) => {
    if (!isAppUrl(request.url, app)) return plain(403, 'forbidden')
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'method not allowed', { Allow: 'GET' })
    const path = fileOf(folder, new URL(request.url).pathname)
    if (path === null) return plain(404, 'not found')
    const type = TYPES[extname(path).toLowerCase()]
    if (type === undefined) return plain(404, 'not found')
    const page = extname(path) === '.html'
    const value = nonce()
    const headers = {
      ...SAFE_HEADERS,
      'Content-Type': type,
      'Content-Security-Policy': contentPolicy(value, connect),
      'Cache-Control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-store',
    }
    const body = readFileSync(path)
    if (request.method === 'HEAD') return new Response(null, { headers })
    return new Response(page ? withNonce(body.toString('utf8'), value) : body, { headers })
  }
}

export const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
} as const

/** Where the built page wants its nonce: Vite's `html.cspNonce`. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__'
const withNonce = (page: string, nonce: string): string => page.replaceAll(NONCE_PLACEHOLDER, nonce)

/** The file behind a path, or null: outside the folder (also by a link), hidden, missing, or not a file. */
function fileOf(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (/[\0\\]/.test(decoded) || decoded.split('/').some((part) => part.startsWith('.'))) return null
  try {
    const root = realpathSync(folder)
    const path = realpathSync(join(root, decoded === '/' ? 'index.html' : decoded))
    return path.startsWith(root + sep) && statSync(path).isFile() ? path : null
  } catch {
    return null
  }
}

/** Vite puts a hash into the names of everything under `assets/`. */
const isHashed = (path: string): boolean => path.includes(`${sep}assets${sep}`)

function plain(status: number, text: string, more: Record<string, string> = {}): Response {
  const headers = { ...SAFE_HEADERS, ...more, 'Content-Type': 'text/plain; charset=utf-8' }
  return new Response(text, { status, headers })
}
