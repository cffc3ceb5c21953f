/** Pages that were served and have not connected yet; the oldest lose their token first. */
export const WAITING_PAGES_MAX = 8

export interface PageTokens {
  issue(): string
  /** True once for each token. */
  redeem(token: unknown): boolean
}

/** One-time tokens: who connects to the bridge has just been served the page, once (kiosk-shell 3). */
export function createPageTokens(random: () => string): PageTokens {
  const waiting = new Set<string>()
  return {
    issue() {
      const token = random()
      waiting.add(token)
      const [oldest] = waiting
      if (waiting.size > WAITING_PAGES_MAX && oldest !== undefined) waiting.delete(oldest)
      return token
    },
    redeem: (token) => typeof token === 'string' && waiting.delete(token),
  }
}
