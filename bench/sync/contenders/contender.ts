/** Who writes at kiosks, whatever carries it. */
export interface Kiosks {
  /** Sends the n-th write of all; kiosk `n % KIOSKS` makes it. Resolves when it was acknowledged. */
  write(n: number): Promise<void>
}

/** A system that carries a write at a kiosk to a tablet: a server's processes, a kiosks' process and a tablet's process. */
export interface Contender {
  /** In the benchmark's process. `folder` is its own and empty. Throws an Absent when something is not installed. */
  serve(folder: string): Promise<Served>
  /** In the kiosks' process. */
  openKiosks(address: never): Promise<Kiosks>
  /** In the tablet's process; told of each write when the tablet could show it. */
  openTablet(address: never, seen: (n: number) => void): Promise<void>
}

export interface Served {
  readonly address: unknown
  readonly end: () => Promise<void>
}

/** Something is not installed here; the message says what. */
export class Absent extends Error {
  override readonly name = 'Absent'
}

/** A large store's; each makes five writes a second at the pace measured, well within what a device may ask. */
export const KIOSKS = 20

/** Counts each device's writes, which come in the order made, and says which of all writes each one is. */
export function createCount(seen: (n: number) => void): (kiosk: number) => void {
  const counts = new Map<number, number>()
  return (kiosk) => {
    const before = counts.get(kiosk) ?? 0
    counts.set(kiosk, before + 1)
    seen(kiosk + before * KIOSKS)
  }
}

/** The k-th step of a kiosk's shopper; two that follow each other differ, so that each is a change. */
export const stepOf = (n: number): 'cart' | 'browsing' => (Math.floor(n / KIOSKS) % 2 === 0 ? 'cart' : 'browsing')
