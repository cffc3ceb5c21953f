/** Wrong PINs that cost nothing. */
export const FREE_TRIES = 5

const MINUTE_MS = 60_000
/** How long the fifth wrong PIN, the sixth and the seventh make wait; after the next one only a person helps (recognition-ux 8.2). */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS] as const
/** Where nobody is left who could undo a lock, every further try waits this long instead. */
const LONGEST_WAIT_MS = WAITS_MS[2]

/** Whether a PIN may be tried: yes, not before an instant, or not until a person undoes it. */
export type PinLock = 'open' | 'person' | { readonly untilMs: number }

/** What so many wrong PINs in a row mean, the last of them at `lastWrongMs`. */
export function lockAfter(wrong: number, lastWrongMs: number, somebodyCanUndo: boolean): PinLock {
  if (wrong < FREE_TRIES) return 'open'
  if (isForPerson(wrong) && somebodyCanUndo) return 'person'
  return { untilMs: lastWrongMs + (WAITS_MS[wrong - FREE_TRIES] ?? LONGEST_WAIT_MS) }
}

/** Whether so many wrong PINs are for a person to undo, if there is one. */
export const isForPerson = (wrong: number): boolean => wrong >= FREE_TRIES + WAITS_MS.length

/**
 * A PIN that is tried first: a part of it again and again (`121212`), every digit one up or one down from the last (`890123`), or
 * a date of birth as it is written here, year, month, day (`930412`).
 */
export function isWeakPin(pin: string): boolean {
  const repeats = [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(pin.length / length))
  return repeats || isRun(pin, 1) || isRun(pin, 9) || isBirthday(pin)
}

function isRun(pin: string, step: number): boolean {
  const digits = Array.from(pin, Number)
  return digits.every((digit, at) => at === 0 || digit === ((digits[at - 1] ?? 0) + step) % 10)
}

function isBirthday(pin: string): boolean {
  const [month, day] = [Number(pin.slice(2, 4)), Number(pin.slice(4, 6))]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
