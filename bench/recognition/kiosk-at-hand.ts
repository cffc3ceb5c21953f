import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { BRIDGE_PATH, TOKEN_META } from '../../kiosk/browser/bridge-wire.ts'
import type { HostEvents, PageEvents } from '../../kiosk/browser/bridge-wire.ts'
import { openBrowserShell } from '../../kiosk/browser/server.ts'
import { readKioskConfig } from '../../kiosk/host/config.ts'
import { openHost } from '../../kiosk/host/open-host.ts'

/** One real kiosk host in its browser shell, and a screen on the other end of a real WebSocket. */
export interface KioskAtHand {
  readonly id: DeviceId
  /** As if the scanner had read this. */
  scan(text: string): void
  /** Resolves with the moment (performance.now) at which the screen had a state that fits. */
  sees(what: (state: KioskState) => boolean): Promise<number>
  endVisit(): Promise<void>
  close(): Promise<void>
}

export async function openKiosk(o: {
  id: string
  dataFolder: string
  storeUrl: string
  screenFolder: string
}): Promise<KioskAtHand> {
  const config = readKioskConfig({ DANGOL_DATA: o.dataFolder, DANGOL_KIOSK_ID: o.id, DANGOL_STORE_URL: o.storeUrl })
  const { host, scanner } = openHost(config, () => undefined)
  const shell = await openBrowserShell({
    host,
    folder: o.screenFolder,
    port: 0,
    scanner,
    onFailure: (error) => console.error(error),
  })
  const page = await fetch(`${shell.url}/`).then((response) => response.text())
  const token = new RegExp(`name="${TOKEN_META}" content="([^"]+)"`).exec(page)?.[1] ?? ''
  const socket: Socket<HostEvents, PageEvents> = io(shell.url, {
    path: BRIDGE_PATH,
    transports: ['websocket'],
    auth: { token },
    extraHeaders: { origin: shell.url },
  })
  let last: KioskState | null = null
  const waiting = new Set<(state: KioskState) => void>()
  socket.on('state', (state) => {
    last = state
    for (const look of [...waiting]) look(state)
  })
  const sees = (what: (state: KioskState) => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = (state: KioskState): void => {
        if (!what(state)) return
        waiting.delete(look)
        resolve(performance.now())
      }
      waiting.add(look)
      if (last !== null) look(last)
    })
  const ask = (name: string, input: unknown): Promise<void> =>
    new Promise((resolve) => socket.emit('ask', name, input, () => resolve()))
  await sees((state) => state.link === 'online')
  return {
    id: config.kioskId,
    scan: (text) => scanner.read(Buffer.from(text, 'latin1')),
    sees,
    async endVisit() {
      await ask('visit:end', { epoch: last?.epoch ?? 0 })
      await ask('visit:dismiss', {})
      await sees((state) => state.visit === null && state.goodbye === null)
    },
    async close() {
      socket.close()
      host.close()
      await shell.close()
    },
  }
}
