import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { SimulatedScanner } from '../host/devices/simulated-scanner.ts'
import { SAFE_HEADERS, createAssetHandler } from '../host/policy/content.ts'
import type { AppOrigin } from '../host/policy/navigation.ts'
import { RESET_PATH, TOKEN_META } from './bridge-wire.ts'
import { jsonBody } from './http.ts'
import type { PageTokens } from './page-tokens.ts'

export interface PagesOptions {
  /** Folder of the built screen. */
  readonly folder: string
  readonly app: AppOrigin
  readonly tokens: PageTokens
  readonly nonce: () => string
  /** Null in a store: then there is nothing that injects scans. */
  readonly scanner: SimulatedScanner | null
}

/** Answers one HTTP request of the loopback server. */
export type Pages = (request: IncomingMessage) => Promise<Response>

/** The screen's files by the same handler as in Electron, and around it what only a browser needs. */
export function createPages({ folder, app, tokens, nonce, scanner }: PagesOptions): Pages {
  const assets = createAssetHandler({ folder, app, connect: [`ws://${app.host}`], nonce })
  return async (request) => {
    const { method = 'GET' } = request
    const path = (request.url ?? '/').replace(/[?#].*$/, '')
    if (path === '/healthz') return text(200, 'ok')
    if (path === RESET_PATH && method === 'GET') return reset()
    if (path === '/simulator/scan' && scanner) return simulateScan(request, scanner)
    const response = assets(new Request(`${app.protocol}//${app.host}${path}`, { method }))
    const isPage = response.status === 200 && response.headers.get('Content-Type')?.startsWith('text/html')
    return isPage && method === 'GET' ? withToken(response, tokens.issue()) : response
  }
}

/**
 * Clears what the browser kept and leads back to the first page. Less than Electron's new partition: the tab, its
 * `window.name` (emptied by the page itself) and its history stay, so the screen never adds to the history.
 */
function reset(): Response {
  const headers = { ...SAFE_HEADERS, 'Clear-Site-Data': '"cache", "cookies", "storage"', Location: '/' }
  return new Response(null, { status: 303, headers: { ...headers, 'Cache-Control': 'no-store' } })
}

async function withToken(page: Response, token: string): Promise<Response> {
  const html = await page.text()
  const meta = `<meta name="${TOKEN_META}" content="${token}" />`
  return new Response(
    html.replace(/<head[^>]*>/i, (head) => head + meta),
    { headers: page.headers },
  )
}

const ScanSchema = z.strictObject({ text: z.string().max(4096) })

/** `POST /simulator/scan {"text": "RM1:…"}`: as if the reader had read it. JSON only, so that no foreign form can do it. */
async function simulateScan(request: IncomingMessage, scanner: SimulatedScanner): Promise<Response> {
  if (request.method !== 'POST') return text(405, 'method not allowed')
  if (request.headers['content-type'] !== 'application/json') return text(415, 'JSON only')
  const body = ScanSchema.safeParse(await jsonBody(request))
  if (!body.success) return text(400, 'malformed')
  scanner.read(new TextEncoder().encode(body.data.text))
  return new Response(null, { status: 204, headers: SAFE_HEADERS })
}

function text(status: number, body: string): Response {
  return new Response(body, { status, headers: { ...SAFE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' } })
}
