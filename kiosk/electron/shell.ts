import type { BaseWindow } from 'electron'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { createBridgeRouter } from '../host/bridge-router.ts'
import type { KioskHost } from '../host/kiosk-host.ts'
import { createAssetHandler } from '../host/policy/content.ts'
import { needsFreshPage } from '../host/policy/fresh-page.ts'
import { ELECTRON_APP } from '../host/policy/navigation.ts'
import { carryBridge } from './bridge-ipc.ts'
import { createCare } from './care.ts'
import { STATE_CHANNEL } from './channels.ts'
import type { ElectronModule } from './electron-module.ts'
import { lockAllContents } from './lock-contents.ts'
import { OUT_OF_SERVICE_URL, withOutOfService } from './out-of-service.ts'
import { createScreens } from './screens.ts'

export interface ShellOptions {
  readonly electron: ElectronModule
  /** Opened once Electron is ready. */
  readonly openHost: () => KioskHost
  /** Folder of the built screen. */
  readonly folder: string
  readonly preload: string
  /** A packaged kiosk has no developer tools. */
  readonly packaged: boolean
  readonly clock: Clock
  readonly timers: Timers
  readonly nonce: () => string
  readonly log: (event: string, fields: Record<string, unknown>) => void
}

/** Argument that a kiosk relaunches itself with after its GPU process died. */
const NO_GPU = '--disable-gpu'

/** Runs the kiosk in Electron. Only wiring: each decision is a policy of the host. Resolves to false when it already runs. */
export async function openShell(options: ShellOptions): Promise<boolean> {
  const { electron } = options
  const { app } = electron
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return false
  }
  app.enableSandbox()
  if (process.argv.includes(NO_GPU)) app.disableHardwareAcceleration()
  electron.protocol.registerSchemesAsPrivileged([
    { scheme: 'kiosk', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
  lockAllContents(app)
  // Without its window the kiosk is not over: only a service exit or the watchdog ends it.
  app.on('window-all-closed', () => undefined)
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return
    options.log('gpu.died', { reason })
    app.relaunch({ args: [...process.argv.slice(1).filter((argument) => argument !== NO_GPU), NO_GPU] })
    app.exit(0)
  })
  await app.whenReady()
  electron.Menu.setApplicationMenu(null)
  electron.powerSaveBlocker.start('prevent-display-sleep')
  showKiosk(options)
  return true
}

function showKiosk(options: ShellOptions): void {
  const { electron, folder, preload, packaged, clock, timers, nonce, log } = options
  const { app, ipcMain } = electron
  const host = options.openHost()
  const window = openWindow(electron)
  const assets = withOutOfService(createAssetHandler({ folder, app: ELECTRON_APP, nonce }))
  const screens = createScreens({ electron, window, assets, preload, devTools: !packaged })
  const care = createCare({
    app,
    clock,
    timers,
    present: screens.present,
    recreate: () => screens.replace(),
    outOfService: () => screens.replace(OUT_OF_SERVICE_URL),
    onEvent: (event, reason) => log(event, { reason }),
  })
  const router = createBridgeRouter(host.handlers, (error) => log('bridge.failed', { err: error }))
  const tell = (state: KioskState): void => screens.present()?.send(STATE_CHANNEL, state)
  carryBridge({ ipcMain, router, present: screens.present, onListen: () => tell(host.state()) })

  care.watch(screens.replace())
  let shown: KioskState | null = null
  host.onState((state) => {
    const fresh = needsFreshPage(shown, state)
    shown = state
    // The new page asks for the state when it is there; the old one never hears of the next visit.
    if (fresh) care.watch(screens.replace())
    else tell(state)
  })
  app.on('will-quit', () => host.close())
}

function openWindow({ BaseWindow, app }: Pick<ElectronModule, 'BaseWindow' | 'app'>): BaseWindow {
  const window = new BaseWindow({ kiosk: true, frame: false, backgroundColor: '#14110f', title: 'Dangol' })
  let leaving = false
  app.on('before-quit', () => (leaving = true))
  // Linux ignores `closable: false`, so the window refuses by itself (kiosk-shell 3).
  window.on('close', (event) => {
    if (!leaving) event.preventDefault()
  })
  window.on('system-context-menu', (event) => event.preventDefault())
  window.removeMenu()
  return window
}
