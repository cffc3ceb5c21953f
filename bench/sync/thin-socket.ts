import { connectRaw } from './raw-ws.ts'

/** A Socket.IO connection with next to nothing behind it, so that thousands fit into a process and the server is what is measured. */
export interface ThinSocket {
  /** Rejects when the connection ends before the answer. */
  ask<T>(name: string, input?: unknown): Promise<T>
  close(): void
}

const PROBLEM = '44'
const CONNECTED = '40'
const EVENT = '42'
const ANSWER = '43'

/** Connects over websocket only, speaking Engine.IO 4 and Socket.IO 5 by hand. `hear` is given every event as it came. */
export function connectThin(url: string, auth: unknown, hear: (text: string) => void): Promise<ThinSocket> {
  const socket = connectRaw(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const asked = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  let serial = 0
  let isOver = false
  const thin: ThinSocket = {
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(new Error('let go'))
        asked.set(++serial, { resolve, reject })
        socket.send(`${EVENT}${serial}${JSON.stringify(input === undefined ? [name] : [name, input])}`)
      }),
    close: () => socket.terminate(),
  }
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => {
      isOver = true
      reject(new Error('let go'))
      for (const waiting of asked.values()) waiting.reject(new Error('let go'))
      asked.clear()
    })
    socket.on('message', (data) => {
      const text = data.toString()
      if (text === '2') socket.send('3')
      else if (text.startsWith('0')) socket.send(`${CONNECTED}${JSON.stringify(auth)}`)
      else if (text.startsWith(CONNECTED)) resolve(thin)
      else if (text.startsWith(PROBLEM)) reject(new Error(text))
      else if (text.startsWith(EVENT)) {
        hear(text)
      } else if (text.startsWith(ANSWER)) {
        const start = text.indexOf('[')
        const id = Number(text.slice(ANSWER.length, start))
        const [answer] = JSON.parse(text.slice(start)) as [never]
        asked.get(id)?.resolve(answer)
        asked.delete(id)
      }
    })
  })
}
