import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScannerPort } from './scanner.ts'

export interface ScannerUnderTest {
  readonly scanner: ScannerPort
  /** Makes the device read this: a simulator is told, a real one is shown a printed code. */
  show(bytes: Uint8Array): void
}

/** What every adapter of the scanner port must do; a new reader runs the same suite. */
export function describeScanner(name: string, open: () => ScannerUnderTest): void {
  describe(`the scanner port: ${name}`, () => {
    const reads: number[][] = []
    let device: ScannerUnderTest
    let stop: () => void
    beforeEach(() => {
      reads.length = 0
      device = open()
      stop = device.scanner.onRead((bytes) => reads.push([...bytes]))
    })
    afterEach(() => device.scanner.close())

    it('gives the bytes of each read, in order, unchanged', () => {
      device.show(Uint8Array.of(82, 77, 49, 13, 10))
      device.show(Uint8Array.of(0, 255))
      expect(reads).toEqual([
        [82, 77, 49, 13, 10],
        [0, 255],
      ])
    })

    it('does not judge: the same code twice is two reads', () => {
      device.show(Uint8Array.of(1))
      device.show(Uint8Array.of(1))
      expect(reads).toHaveLength(2)
    })

    it('gives nothing more after its listener stopped, or after it was closed', () => {
      stop()
      device.show(Uint8Array.of(1))
      device.scanner.onRead((bytes) => reads.push([...bytes]))
      device.scanner.close()
      device.show(Uint8Array.of(2))
      expect(reads).toEqual([])
    })
  })
}
