import type { Random } from '@dangol/domain/chance/random.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { z } from 'zod'
import { barcode } from './barcodes.ts'
import { answerName, faultOf } from './findings.ts'
import type { Findings } from './findings.ts'
import type { Site } from './site.ts'
import { likely, nasty } from './values.ts'
import type { Known, Schema } from './values.ts'

type Kind = 'kiosk' | 'tablet' | 'office'
/** What is not answered by now never will be, however busy the machine is. */
const PATIENCE_MS = 60_000
/** Just below what a device may ask a second, so that most is answered and not throttled. */
const PAUSE_MS = 22

const names = Object.keys(REQUESTS) as RequestName[]
const schemas = new Map(
  names.map((name) => [name, z.toJSONSchema(REQUESTS[name].input, { io: 'input', unrepresentable: 'any' }) as Schema]),
)

export interface EventsDeps {
  readonly site: Site
  readonly random: Random
  readonly known: Known
  readonly findings: Findings
  readonly isOver: () => boolean
}

/** A device of the house that asks for everything it may and may not, with whatever it likes, until the time is over. */
export async function askEverything(deps: EventsDeps, kind: Kind, number: number): Promise<void> {
  const { random, isOver } = deps
  let socket: Socket | null = null
  while (!isOver()) {
    // Put out for what it said: it comes again, as in a store.
    if (!socket?.connected) {
      socket?.close()
      socket = await connected(deps, kind, `${kind}-${number}`)
      if (socket === null) return
    }
    await askOne(deps, socket)
    if (!random.chance(0.02)) await pause(PAUSE_MS)
  }
  socket?.close()
}

async function connected(deps: EventsDeps, kind: Kind, id: string): Promise<Socket | null> {
  const auth = { protocol: PROTOCOL_VERSION, device: { id, kind }, token: deps.site.keys[kind] }
  const nobody = await open(deps.site.store, auth)
  if (nobody === null || kind === 'kiosk') return nobody
  const session = await signIn(nobody, deps.random)
  if (session === null) return nobody
  nobody.close()
  return open(deps.site.store, { ...auth, session })
}

export function open(url: string, auth: object): Promise<Socket | null> {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, auth, timeout: PATIENCE_MS })
  return new Promise((resolve) => {
    let isSettled = false
    const refused = (): void => {
      if (isSettled) return
      isSettled = true
      socket.close()
      resolve(null)
    }
    socket.on('connect', () => {
      isSettled = true
      resolve(socket)
    })
    socket.on('connect_error', refused)
    // A handshake above every maximum ends the connection without a word.
    socket.io.on('close', refused)
    setTimeout(refused, PATIENCE_MS).unref()
  })
}

/** As anybody of the demonstration who is not locked out by what others tried. */
async function signIn(socket: Socket, random: Random): Promise<string | null> {
  const list = (await ask(socket, 'staff:list', {})) as { value?: { demoPins?: Record<string, string> | null } }
  const people = Object.entries(list.value?.demoPins ?? {})
  for (const [associate, pin] of random.some(people, people.length)) {
    const answer = (await ask(socket, 'staff:sign-in', { associate, pin })) as { value?: { session?: string } }
    if (answer.value?.session !== undefined) return answer.value.session
  }
  return null
}

async function askOne({ random, known, findings }: EventsDeps, socket: Socket): Promise<void> {
  const name = random.chance(0.97)
    ? random.pick(names)
    : random.pick(['', '__proto__', 'constructor', 'visits:nothing'])
  const input = inputOf(name, random, known)
  const answer = await ask(socket, name, input)
  // What waits when the connection is cut is never answered.
  if (answer === NOTHING) {
    findings.count('event', socket.connected ? 'no answer' : 'cut off')
    if (socket.connected) findings.add(`no answer to ${name}`, input)
    return
  }
  findings.count('event', answerName(answer))
  const fault = faultOf(name, answer)
  if (fault !== null) findings.add(`${name}: ${fault}`, input)
  known.learn(answer)
}

function inputOf(name: string, random: Random, known: Known): unknown {
  if (name === 'recognition:scan' && random.chance(0.8)) {
    return { ...(likely(schemas.get(name) ?? {}, random, known) as object), text: barcode(random) }
  }
  const schema = schemas.get(name as RequestName)
  return schema === undefined || random.chance(0.05) ? nasty(random) : likely(schema, random, known)
}

const NOTHING = Symbol('no answer')

const ask = (socket: Socket, name: string, input: unknown): Promise<unknown> =>
  new Promise((resolve) => {
    const gone = (): void => resolve(NOTHING)
    socket.once('disconnect', gone)
    socket.timeout(PATIENCE_MS).emit(name, input, (error: unknown, answer: unknown) => {
      socket.off('disconnect', gone)
      resolve(error === null ? answer : NOTHING)
    })
  })

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
