import type { App, WebContents } from 'electron'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import { UNRESPONSIVE_MS, isFailure, recover } from '../host/policy/recovery.ts'
import type { Crashes } from '../host/policy/recovery.ts'

export interface CareOptions {
  readonly app: Pick<App, 'relaunch' | 'exit'>
  readonly clock: Clock
  readonly timers: Timers
  /** The page that is on the screen now; what happens to one put away is nobody's concern. */
  readonly present: () => WebContents | null
  /** Shows a new screen and answers it. */
  readonly recreate: () => WebContents
  readonly outOfService: () => void
  readonly onEvent: (event: string, reason: string) => void
}

export interface Care {
  /** Looks after a page from now on. */
  watch(contents: WebContents): void
}

/** Brings a dead or hung screen back, and closes the kiosk for a while when that does not help (kiosk-shell 3). */
export function createCare({ app, clock, timers, present, recreate, outOfService, onEvent }: CareOptions): Care {
  let crashes: Crashes = []
  let cancelRecovery: CancelTimer = () => undefined

  const died = (contents: WebContents, reason: string): void => {
    if (contents !== present()) return
    const { crashes: now, recovery } = recover(crashes, clock.nowMs())
    crashes = now
    cancelRecovery()
    onEvent('screen.died', reason)
    if (recovery.kind === 'recreate') {
      cancelRecovery = timers.after(recovery.afterMs, () => watch(recreate()))
      return
    }
    onEvent('kiosk.out-of-service', reason)
    outOfService()
    cancelRecovery = timers.after(recovery.afterMs, () => {
      app.relaunch()
      app.exit(0)
    })
  }
  const watch = (contents: WebContents): void => {
    let cancelHang: CancelTimer = () => undefined
    contents.on('render-process-gone', (_event, { reason }) => {
      cancelHang()
      if (isFailure(reason)) died(contents, reason)
    })
    contents.on('unresponsive', () => {
      cancelHang()
      cancelHang = timers.after(UNRESPONSIVE_MS, () => {
        if (contents === present()) contents.forcefullyCrashRenderer()
      })
    })
    contents.on('responsive', () => cancelHang())
    contents.once('destroyed', () => cancelHang())
    contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      // -3 is a load that we ourselves broke off.
      if (isMainFrame && code !== -3) died(contents, `load failed: ${description}`)
    })
  }
  return { watch }
}
