import type { BridgeAnswer, KioskBridge, KioskState } from '@dangol/protocol/bridge.ts'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { needsFreshPage } from '../host/policy/fresh-page.ts'
import { BRIDGE_PATH, RESET_PATH, TOKEN_META } from './bridge-wire.ts'
import type { HostEvents, PageEvents } from './bridge-wire.ts'

/** How often a page whose host is gone looks whether it is back. Milliseconds. */
const HOST_LOOK_MS = 1000
/** A host on the same machine that says nothing for this long has failed. Longer than its own longest wait. Milliseconds. */
const ANSWER_MS = 15_000

/**
 * The bridge of the browser shell, for a page without `window.kiosk`. After each visit it replaces the page by a new one; when
 * the host goes away it shows nobody anything personal, and starts over when the host is back.
 */
export function openBrowserBridge(): KioskBridge {
  const listeners = new Set<(state: KioskState) => void>()
  const token = document.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_META}"]`)?.content ?? ''
  const socket: Socket<HostEvents, PageEvents> = io({
    path: BRIDGE_PATH,
    transports: ['websocket'],
    auth: { token },
    // The token is good for one connection; a new one comes with a new page.
    reconnection: false,
  })
  let last: KioskState | null = null
  const show = (state: KioskState): void => {
    last = state
    for (const listener of [...listeners]) listener(state)
  }
  const hostGone = (): void => {
    if (last) show(withoutVisit(last))
    startOverWhenBack()
  }
  socket.on('state', (state) => {
    if (needsFreshPage(last, state)) startOver()
    else show(state)
  })
  socket.on('disconnect', hostGone)
  socket.on('connect_error', hostGone)

  return {
    ask: (name, input) =>
      new Promise((resolve) => {
        const cancel = setTimeout(() => resolve(FAILED), ANSWER_MS)
        socket.emit('ask', name, input, (reply) => {
          clearTimeout(cancel)
          // The host's router made it for this very name.
          resolve(reply as BridgeAnswer<typeof name>)
        })
      }),
    onState(listener) {
      listeners.add(listener)
      if (last) listener(last)
      return () => listeners.delete(listener)
    },
  }
}

const FAILED = { ok: false, error: { code: 'internal' } } as const

function withoutVisit(state: KioskState): KioskState {
  return { ...state, link: 'offline', visit: null, warning: null, goodbye: null, call: null, scan: 'idle' }
}

function startOver(): void {
  window.name = ''
  location.replace(RESET_PATH)
}

/** Looks first: a page that navigated to a server that is gone would leave the browser's own error page on the kiosk. */
function startOverWhenBack(): void {
  const look = (): void => {
    fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => (ok ? startOver() : setTimeout(look, HOST_LOOK_MS)),
      () => setTimeout(look, HOST_LOOK_MS),
    )
  }
  setTimeout(look, HOST_LOOK_MS)
}
