import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { refuse } from '@dangol/domain/result/result.ts'
import type { BridgeRouter } from '../host/bridge-router.ts'
import { isAppUrl } from '../host/policy/navigation.ts'
import { ASK_CHANNEL, LISTEN_CHANNEL } from './channels.ts'

export interface BridgeIpcOptions {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>
  readonly router: BridgeRouter
  /** The page that is on the screen now. */
  readonly present: () => WebContents | null
  readonly onListen: () => void
}

/** Carries the bridge router over IPC, for the main frame of the present page and for nobody else. */
export function carryBridge({ ipcMain, router, present, onListen }: BridgeIpcOptions): void {
  const isOurs = ({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    sender === present() && senderFrame?.parent === null && isAppUrl(senderFrame.url)

  ipcMain.handle(ASK_CHANNEL, (event, name: unknown, input: unknown) =>
    isOurs(event) ? router(name, input) : refuse('malformed'),
  )
  ipcMain.on(LISTEN_CHANNEL, (event) => {
    if (isOurs(event)) onListen()
  })
}
