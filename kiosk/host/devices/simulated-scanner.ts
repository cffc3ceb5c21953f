import type { ScannerPort } from '../ports/scanner.ts'

export interface SimulatedScanner extends ScannerPort {
  /** As if the reader had read this. */
  readonly read: (bytes: Uint8Array) => void
}

/** A reader without hardware, for tests, demonstrations and kiosks that only have a camera. */
export function createSimulatedScanner(): SimulatedScanner {
  const listeners = new Set<(bytes: Uint8Array) => void>()
  return {
    onRead(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read(bytes) {
      for (const listener of [...listeners]) listener(bytes)
    },
    close: () => listeners.clear(),
  }
}
