/** Nanoseconds of a clock that all processes of the machine share, as milliseconds. */
export const sharedNowMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** What a server process says of itself. */
export const ownFigures = {
  cpuMs(): number {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
  /** Bytes after a full collection. */
  async memory(): Promise<{ rss: number; heap: number }> {
    for (let i = 0; i < 4; i++) {
      globalThis.gc?.()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const { rss, heapUsed, external } = process.memoryUsage()
    return { rss, heap: heapUsed + external }
  },
}
