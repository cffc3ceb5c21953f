import { Agent, request } from 'node:https'
import type { ProofOf } from '@dangol/domain/trust/device-proof.ts'
import { io, Manager } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import type { DeviceInHand } from '../features/devices/testing/device-in-hand.ts'
import type { Proof } from '../features/devices/proof.ts'

interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
}
/** How a knock at the door ended: the connection, or what it was told. */
type Knocked = { readonly socket: Socket } | { readonly refused: unknown }

/** A store's one door, as devices find it: HTTPS, and connections behind the same port. */
export interface SecureDoor {
  send(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answered>
  knock(auth: object, o?: { headers?: Record<string, string>; ca?: string }): Promise<Knocked>
  /** One connection that knocks so many times without waiting for an answer; resolves when the store has cut it. */
  knockUntilCut(auth: object, times: number): Promise<void>
  /** A proof over a challenge of this very store. */
  proof(by: DeviceInHand, what: ProofOf, claims: readonly string[], toHost?: string): Promise<Proof>
  close(): void
}

/** `page`: `https://localhost:port`. `ca`: PEM of the authority that the devices trust. */
export function createSecureDoor(page: string, trusted: string): SecureDoor {
  const sockets: Socket[] = []
  const managers: Manager[] = []
  const agents: Agent[] = []
  // The name of the certificate, whatever a test writes into `Host`.
  const agentOf = (ca: string, more: object = {}): Agent => {
    const agent = new Agent({ ca, servername: 'localhost', ...more })
    agents.push(agent)
    return agent
  }
  // Node's own agent is taken as it is; the types know the browser's options only.
  const throughAgent = (ca: string): string => agentOf(ca) as unknown as string
  const options = { transports: ['websocket'], reconnection: false }
  const agent = agentOf(trusted, { keepAlive: true, maxSockets: 8 })
  const send: SecureDoor['send'] = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const json = body === undefined ? {} : { 'content-type': 'application/json' }
      const asked = request(`${page}${path}`, { method, agent, headers: { ...json, ...headers } })
      asked.on('error', reject)
      asked.on('response', (response) => {
        let read = ''
        response.on('data', (chunk: Buffer) => (read += chunk.toString()))
        response.on('end', () => {
          const isJson = response.headers['content-type']?.includes('json') === true
          const { statusCode: status = 0, headers: told } = response
          resolve({ status, headers: told, body: isJson ? (JSON.parse(read) as unknown) : read })
        })
      })
      asked.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  const post: SecureDoor['post'] = (path, body, headers) => send('POST', path, body, headers)
  return {
    send,
    post,
    knock(auth, { headers = {}, ca = trusted } = {}) {
      const socket = io(page, { ...options, auth, forceNew: true, agent: throughAgent(ca), extraHeaders: headers })
      sockets.push(socket)
      return new Promise((resolve) => {
        socket.on('connect', () => resolve({ socket }))
        socket.on('connect_error', (error) => resolve({ refused: reasonOf(error) }))
      })
    },
    knockUntilCut(auth, times) {
      const manager = new Manager(page, { ...options, autoConnect: false, agent: throughAgent(trusted) })
      managers.push(manager)
      return new Promise((resolve, reject) => {
        manager.on('close', () => resolve())
        manager.open((error) => {
          if (error !== undefined) return reject(error)
          for (let at = 0; at < times; at++) manager.engine.write(`${CONNECT}${JSON.stringify(auth)}`)
        })
      })
    },
    async proof(by, what, claims, toHost = new URL(page).host) {
      const { body } = await post('/trust/challenge', {})
      return by.prove(what, { challenge: (body as { challenge: string }).challenge, host: toHost, claims })
    },
    close() {
      for (const socket of sockets) socket.disconnect()
      for (const manager of managers) manager.engine.close()
      for (const one of agents) one.destroy()
    },
  }
}

/** A packet of Socket.IO that asks to come in. */
const CONNECT = '0'

/** What the store told, or where the connection broke off. */
function reasonOf(error: Error): unknown {
  if ('data' in error) return error.data
  const { description } = error as { description?: { message?: string } }
  return description?.message ?? error.message
}
