import type { BridgeAnswer, KioskBridge, KioskState } from '@dangol/protocol/bridge.ts'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { needsFreshPage } from '../host/policy/fresh-page.ts'
import { BRIDGE_PATH, RESET_PATH, TOKEN_META } from './bridge-wire.ts'
import type { HostEvents, PageEvents } from './bridge-wire.ts'

/** How often a page whose host is gone looks whether it is back. Milliseconds. */
const HOST_LOOK_MS = 1000
/** A host on the same machine that says nothing for this long has failed; its own longest wait is shorter. Milliseconds. */
const ANSWER_MS = 15_000

/** The page around the bridge, as far as the bridge touches it. */
export interface PageWorld {
  connect(): Socket<HostEvents, PageEvents>
  hostAnswers(): Promise<boolean>
  /** Becomes a new page. Nothing happens in this one afterwards. */
  startOver(): void
}

/**
 * The bridge of the browser shell, for a page without `window.kiosk`. After each visit it replaces the page by a new one; when
 * the host goes away it shows nobody anything personal, and starts over when the host is back.
 */
export function openBrowserBridge(page: PageWorld = browserPage): KioskBridge {
  const listeners = new Set<(state: KioskState) => void>()
  const socket = page.connect()
  let last: KioskState | null = null
  let leaving = false

  const show = (state: KioskState): void => {
    last = state
    for (const listener of [...listeners]) listener(state)
  }
  const hostGone = (): void => {
    if (leaving) return
    leaving = true
    if (last) show(withoutVisit(last))
    startOverWhenBack(page)
  }
  socket.on('state', (state) => {
    if (leaving) return
    leaving = needsFreshPage(last, state)
    if (leaving) page.startOver()
    else show(state)
  })
  socket.on('disconnect', hostGone)
  socket.on('connect_error', hostGone)

  return {
    ask: (name, input) =>
      new Promise((resolve) => {
        const timeout = setTimeout(() => resolve(FAILED), ANSWER_MS)
        socket.emit('ask', name, input, (reply) => {
          clearTimeout(timeout)
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
  return {
    ...state,
    link: 'offline',
    visit: null,
    warning: null,
    goodbye: null,
    call: null,
    handover: null,
    scan: 'idle',
  }
}

/** Looks first: a page that navigated to a server that is gone would leave the browser's own error page on the kiosk. */
function startOverWhenBack(page: PageWorld): void {
  setTimeout(() => {
    void page.hostAnswers().then((answers) => (answers ? page.startOver() : startOverWhenBack(page)))
  }, HOST_LOOK_MS)
}

const browserPage: PageWorld = {
  connect: () =>
    io({
      path: BRIDGE_PATH,
      transports: ['websocket'],
      auth: { token: document.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_META}"]`)?.content ?? '' },
      // The token is good for one connection; a new one comes with a new page.
      reconnection: false,
    }),
  hostAnswers: () =>
    fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    ),
  startOver() {
    window.name = ''
    location.replace(RESET_PATH)
  },
}
