import type { TrustLine } from '@dangol/client/device-identity.ts'

/** The store server that served this page, over HTTP. */
export function pageTrustLine(): TrustLine {
  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(path, { cache: 'no-store', ...init })
    return { status: answer.status, body: (await answer.json()) as unknown }
  }
  return {
    host: location.host.toLowerCase(),
    get: (path) => ask(path, {}),
    post: (path, body) =>
      ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  }
}
