/**
 * What the store knows about the person at a kiosk (recognition-ux 2). The server decides it; screens only ask.
 * L0 anonymous, L1 one configuration by its code, L2 recognised by a signed member code, L3 approved on the own phone.
 */
export const LEVELS = ['L0', 'L1', 'L2', 'L3'] as const
export type Level = (typeof LEVELS)[number]

/**
 * How long each level may rest before the warning, and last in all (recognition-ux 4 and 6.3). What ends after ten minutes of L3
 * is the approval: the visit goes on as L2, so that nobody is put out in the middle of an order. Milliseconds.
 */
export const VISIT_LIMITS: Readonly<Record<Level, { warnAfterMs: number; countdownMs: number; lastMs: number }>> = {
  L0: { warnAfterMs: 60_000, countdownMs: 20_000, lastMs: 60 * 60_000 },
  L1: { warnAfterMs: 60_000, countdownMs: 20_000, lastMs: 30 * 60_000 },
  L2: { warnAfterMs: 40_000, countdownMs: 20_000, lastMs: 15 * 60_000 },
  L3: { warnAfterMs: 30_000, countdownMs: 20_000, lastMs: 15 * 60_000 },
}

export const END_REASONS = ['shopper', 'timeout', 'associate', 'another-person', 'ordered'] as const
export type EndReason = (typeof END_REASONS)[number]
