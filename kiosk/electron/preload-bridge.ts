import type { BridgeAnswer, KioskBridge, KioskState } from '@dangol/protocol/bridge.ts'
import type { ContextBridge, IpcRenderer } from 'electron'
import { ASK_CHANNEL, LISTEN_CHANNEL, STATE_CHANNEL } from './channels.ts'

/** Gives the page its bridge, and nothing of `ipcRenderer` (Electron's security list, points 17 and 20). */
export function exposeBridge(
  contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>,
  ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'send'>,
): void {
  const listeners = new Set<(state: KioskState) => void>()
  let last: KioskState | null = null
  ipc.on(STATE_CHANNEL, (_event, state: KioskState) => {
    last = state
    for (const listener of [...listeners]) listener(state)
  })
  const bridge: KioskBridge = {
    // The host's router made the answer for this very name.
    ask: (name, input) => ipc.invoke(ASK_CHANNEL, name, input) as Promise<BridgeAnswer<typeof name>>,
    onState(listener) {
      listeners.add(listener)
      if (last) listener(last)
      else ipc.send(LISTEN_CHANNEL)
      return () => {
        listeners.delete(listener)
      }
    },
  }
  contextBridge.exposeInMainWorld('kiosk', bridge)
}
