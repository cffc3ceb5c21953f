/** What a page does as it is given the device, or finds that another page of it has it. */
interface PageTurn {
  /** This page works now. */
  readonly onHeld: () => void
  /** Another page works; `takeOver` puts this one in its place. */
  readonly onElsewhere: (takeOver: () => void) => void
  /** Another page took over. */
  readonly onLost: () => void
}

type Locks = Pick<LockManager, 'request'>

/**
 * Lets one page of this origin work at a time, so that one sender empties the outbox and nobody works in two windows at once.
 * A page that waits goes on by itself when the other is closed. Without locks, which browsers give only to secure pages, every
 * page works: two senders do no harm, since each keeps the order and a command takes effect once (C1, O2).
 */
export function takeTurn(locks: Locks | undefined, name: string, { onHeld, onElsewhere, onLost }: PageTurn): void {
  if (locks === undefined) return onHeld()
  const hold = (lock: Lock | null): Promise<void> | undefined => {
    if (lock === null) return undefined
    onHeld()
    return new Promise(() => undefined)
  }
  // Rejected when another page steals the lock that this one held.
  const held = (options: LockOptions): Promise<unknown> => locks.request(name, options, hold).catch(onLost)
  const wait = (): void => {
    const waiting = new AbortController()
    const queued = locks.request(name, { signal: waiting.signal }, hold)
    queued.catch(() => waiting.signal.aborted || onLost())
    onElsewhere(() => {
      waiting.abort()
      void held({ steal: true })
    })
  }
  void locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? wait() : hold(lock))).catch(onLost)
}
