import type { KioskBridge } from '@dangol/protocol/bridge.ts'
import { openBrowserBridge } from '../browser/bridge-client.ts'

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in the browser shell. */
    readonly kiosk?: KioskBridge
  }
}

/** The way to the host: Electron's preload has laid it already, the browser shell's is opened here. */
export const openBridge = (): KioskBridge => window.kiosk ?? openBrowserBridge()
