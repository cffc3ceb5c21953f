import type * as electron from 'electron'

/** Electron as the shell gets it: a parameter, so that only `main.ts` and `preload.ts` ever load it (kiosk-shell 2). */
export type ElectronModule = typeof electron
