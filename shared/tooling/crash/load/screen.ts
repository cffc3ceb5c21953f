import type { BridgeAnswer, BridgeCall, BridgeInput, KioskState } from '@dangol/protocol/bridge.ts'
import { BRIDGE_PATH, TOKEN_META } from '@dangol/kiosk/browser/bridge-wire.ts'
import { io } from 'socket.io-client'

/** A kiosk's screen without its picture: what a page of the browser shell says and hears. */
export interface Screen {
  /** The state as it was told last. */
  state(): KioskState | null
  /** Null when the host went away without an answer. */
  ask<N extends BridgeCall>(name: N, input: BridgeInput<N>): Promise<BridgeAnswer<N> | null>
  close(): void
}

/** Opens the screen as its page does: with the one-time token that the page came with. */
export async function openScreen(url: string): Promise<Screen> {
  const page = await fetch(`${url}/`).then((answer) => answer.text())
  const token = new RegExp(`<meta name="${TOKEN_META}" content="([^"]+)"`).exec(page)?.[1]
  const socket = io(url, {
    path: BRIDGE_PATH,
    transports: ['websocket'],
    auth: { token },
    reconnection: false,
    forceNew: true,
    extraHeaders: { Origin: url },
  })
  let state: KioskState | null = null
  const waiting = new Set<() => void>()
  socket.on('state', (next: KioskState) => {
    state = next
  })
  socket.on('disconnect', () => [...waiting].forEach((giveUp) => giveUp()))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return {
    state: () => state,
    ask: <N extends BridgeCall>(name: N, input: BridgeInput<N>) =>
      new Promise<BridgeAnswer<N> | null>((resolve) => {
        if (!socket.connected) return resolve(null)
        const giveUp = (): void => {
          waiting.delete(giveUp)
          resolve(null)
        }
        waiting.add(giveUp)
        socket.emit('ask', name, input, (answer: BridgeAnswer<N>) => {
          waiting.delete(giveUp)
          resolve(answer)
        })
      }),
    close: () => void socket.disconnect(),
  }
}
