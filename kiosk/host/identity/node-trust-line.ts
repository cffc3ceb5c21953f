import { request as plain } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as secure } from 'node:https'
import type { TrustLine } from '@dangol/client/device-identity.ts'

/** An answer of the store is a few hundred bytes. */
const ANSWER_BYTES_MAX = 64 * 1024
const PATIENCE_MS = 5_000

/** Reaches the store over HTTP(S). `ca`: the certificate authorities (PEM) that alone may vouch for it; none of the system's. */
export function nodeTrustLine(storeUrl: string, ca?: readonly string[]): TrustLine {
  const url = new URL(storeUrl)
  const host = url.port === '' ? `${url.hostname}:${url.protocol === 'https:' ? 443 : 80}` : url.host
  const send = (method: 'GET' | 'POST', path: string, body?: object): ReturnType<TrustLine['get']> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const headers = text === undefined ? {} : { 'content-type': 'application/json' }
      const options = { method, headers, timeout: PATIENCE_MS, ...(ca === undefined ? {} : { ca: [...ca] }) }
      const target = new URL(path, url)
      const answered = (response: IncomingMessage): void => {
        bodyOf(response).then((read) => resolve({ status: response.statusCode ?? 0, body: read }), reject)
      }
      const asked = url.protocol === 'https:' ? secure(target, options, answered) : plain(target, options, answered)
      asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
      asked.on('error', reject)
      asked.end(text)
    })
  return { host: host.toLowerCase(), get: (path) => send('GET', path), post: (path, body) => send('POST', path, body) }
}

async function bodyOf(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    // Without an encoding set, a response gives buffers.
    bytes += (chunk as Buffer).length
    if (bytes > ANSWER_BYTES_MAX) throw new Error('an answer too long')
    chunks.push(chunk as Buffer)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
}
