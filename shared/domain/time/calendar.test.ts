import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, dateInZone, startOfDayMs } from './calendar.ts'

const at = (iso: string) => Date.parse(iso)
const HOUR_MS = 60 * 60_000

describe('the date at an instant', () => {
  test.each([
    ['2026-11-21T14:59:59Z', 'Asia/Seoul', '2026-11-21'],
    ['2026-11-21T15:00:00Z', 'Asia/Seoul', '2026-11-22'],
    ['2026-12-31T23:30:00Z', 'Europe/Berlin', '2027-01-01'],
    ['2026-03-01T04:59:59Z', 'America/New_York', '2026-02-28'],
    ['2026-06-30T09:59:59Z', 'Pacific/Kiritimati', '2026-06-30'],
  ])('%s in %s is %s, whatever the zone of the machine', (instant, zone, date) => {
    expect(dateInZone(at(instant), zone)).toBe(date)
  })

  test('an unknown zone is refused', () => {
    expect(() => dateInZone(0, 'Asia/Nowhere')).toThrow(RangeError)
  })
})

describe('working days', () => {
  // 2026-11-21 is a Saturday.
  const store = { closedWeekdays: [0, 6], closedDates: ['2026-12-25', '2027-01-01'] }

  test.each([
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('%s and %d of them is %s', (date, days, later) => {
    expect(addWorkingDays(date, days, store)).toBe(later)
  })

  test('so many days later is never a closed day, and days add up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (a, b) => {
        const later = addWorkingDays('2026-11-21', a, store)
        expect(store.closedWeekdays).not.toContain(new Date(later).getUTCDay())
        expect(store.closedDates).not.toContain(later)
        expect(addWorkingDays(later, b, store)).toBe(addWorkingDays('2026-11-21', a + b, store))
      }),
    )
  })

  test('a store that never opens is a broken calendar', () => {
    expect(() => addWorkingDays('2026-11-21', 1, { closedWeekdays: [0, 1, 2, 3, 4, 5, 6], closedDates: [] })).toThrow(
      'never opens',
    )
  })

  test.each(['2026-13-01', '2026-1-1', '21.11.2026', ''])('%j is no date', (wrong) => {
    expect(() => addWorkingDays(wrong, 1, store)).toThrow(RangeError)
  })
})

describe('the start of a day', () => {
  test.each([
    ['2026-11-21', 'Asia/Seoul', '2026-11-20T15:00:00Z'],
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    // Clocks in Cairo go from 24:00 to 01:00 that night, so the day begins at one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
    ['2026-11-21', 'Pacific/Kiritimati', '2026-11-20T10:00:00Z'],
  ])('%s in %s is %s', (date, zone, instant) => {
    expect(new Date(startOfDayMs(date, zone)).toISOString()).toBe(
      at(instant) === 0 ? '' : new Date(instant).toISOString(),
    )
  })

  test('it is of its date, and the instant before is not', () => {
    const zone = fc.constantFrom(
      'Asia/Seoul',
      'Europe/London',
      'America/Los_Angeles',
      'Australia/Lord_Howe',
      'Africa/Cairo',
    )
    fc.assert(
      fc.property(fc.integer({ min: at('2020-01-01'), max: at('2035-01-01') }), zone, (instant, timeZone) => {
        const date = dateInZone(instant, timeZone)
        const start = startOfDayMs(date, timeZone)
        expect(dateInZone(start, timeZone)).toBe(date)
        expect(dateInZone(start - 1, timeZone)).not.toBe(date)
        expect(instant - start).toBeLessThan(25 * HOUR_MS + 1)
      }),
      { numRuns: 60 },
    )
  })
})
