import type { BaseWindow, WebContents, WebContentsView } from 'electron'
import type { AssetHandler } from '../host/policy/content.ts'
import type { ElectronModule } from './electron-module.ts'
import { lockSession } from './lock-session.ts'

const SCREEN_URL = 'kiosk://app/'
/** Of the page before it has drawn anything. */
const BACKGROUND = '#14110f'

/** The page on the kiosk's window: one at a time, each in a partition of its own. */
export interface Screens {
  readonly present: () => WebContents | null
  /** Throws the present page and its partition away, and shows a new one that knows nothing of it. */
  replace(url?: string): WebContents
}

export interface ScreensOptions {
  readonly electron: Pick<ElectronModule, 'WebContentsView' | 'session'>
  readonly window: BaseWindow
  readonly assets: AssetHandler
  readonly preload: string
  readonly devTools: boolean
}

/**
 * In-memory partitions `shopper-1`, `shopper-2` …: counted here and not by the visit's epoch, which starts again when a store
 * is restored from a backup, and an old name would bring an old partition back.
 */
export function createScreens({ electron, window, assets, preload, devTools }: ScreensOptions): Screens {
  let view: WebContentsView | null = null
  let count = 0

  const fill = (): void => {
    const { width, height } = window.getContentBounds()
    view?.setBounds({ x: 0, y: 0, width, height })
  }
  window.on('resize', fill)

  const discard = (old: WebContentsView): void => {
    const { session } = old.webContents
    window.contentView.removeChildView(old)
    old.webContents.close({ waitForBeforeUnload: false })
    // The partition was never on disk; this frees what it holds in memory.
    void Promise.allSettled([session.clearData(), session.clearAuthCache(), session.closeAllConnections()])
  }
  return {
    present: () => view?.webContents ?? null,
    replace(url = SCREEN_URL) {
      if (view) discard(view)
      count++
      const session = electron.session.fromPartition(`shopper-${count}`)
      lockSession(session, assets)
      view = new electron.WebContentsView({
        webPreferences: {
          session,
          preload,
          devTools,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webviewTag: false,
          navigateOnDragDrop: false,
          disableDialogs: true,
          spellcheck: false,
          backgroundThrottling: false,
        },
      })
      view.setBackgroundColor(BACKGROUND)
      window.contentView.addChildView(view)
      fill()
      // A failed load shows as a dead page and is looked after like one.
      view.webContents.loadURL(url).catch(() => undefined)
      return view.webContents
    },
  }
}
