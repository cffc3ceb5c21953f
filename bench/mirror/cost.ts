/** What some work cost: milliseconds by the clock, and of processor time, which other work on the machine does not lengthen. */
export interface Cost {
  readonly wallMs: number
  readonly cpuMs: number
}

/** Adds up what pieces of work cost; each begins and ends in one turn. */
export function costOf() {
  let [wallMs, cpuMs] = [0, 0]
  return {
    of<T>(run: () => T): T {
      const [beganAt, before] = [performance.now(), process.cpuUsage()]
      const value = run()
      const { user, system } = process.cpuUsage(before)
      wallMs += performance.now() - beganAt
      cpuMs += (user + system) / 1_000
      return value
    },
    sum: (): Cost => ({ wallMs, cpuMs }),
  }
}
