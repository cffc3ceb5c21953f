import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { RM1_DOUBLE_READ_MS } from '@dangol/domain/recognition/rm1.ts'

interface Read {
  readonly text: string
  readonly takeOver: boolean
  readonly atMs: number
}

/** Knows the last code each kiosk read, in memory only: a scanner often reads one code twice. */
export function createDoubleReads(nowMs: () => number) {
  const lastReads = new Map<DeviceId, Read>()
  return {
    /** A confirmation that the person before left is a new question about the same code, not a double read. */
    isDouble(deviceId: DeviceId, text: string, takeOver: boolean): boolean {
      const last = lastReads.get(deviceId)
      return (
        last !== undefined &&
        last.text === text &&
        last.takeOver === takeOver &&
        nowMs() - last.atMs < RM1_DOUBLE_READ_MS
      )
    },
    remember(deviceId: DeviceId, text: string, takeOver: boolean): void {
      lastReads.set(deviceId, { text, takeOver, atMs: nowMs() })
    },
  }
}
