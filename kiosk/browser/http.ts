import type { IncomingMessage, ServerResponse } from 'node:http'

/** Bytes of a request's body that are read; nothing sent here is longer. */
const BODY_LENGTH_MAX = 8192

/** Writes a fetch-style response to a Node one. */
export async function send(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers))
  to.end(Buffer.from(await response.arrayBuffer()))
}

/** The body as JSON; undefined when it is too long or not JSON. */
export async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > BODY_LENGTH_MAX) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}
