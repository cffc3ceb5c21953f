import { describe, expect, test } from 'vitest'
import {
  dateInZone,
  daysBetween,
  formatCountdown,
  formatDate,
  formatMoney,
  formatMoment,
  formatRelative,
  formatSurcharge,
} from './format.ts'

describe('money', () => {
  test('won have no decimals, and Korean writes the unit after the number', () => {
    expect(formatMoney({ minor: 12500, currency: 'KRW' }, 'ko')).toBe('12,500원')
    expect(formatMoney({ minor: 12500, currency: 'KRW' }, 'en')).toBe('₩12,500')
  })

  test('two decimals are placed as text, so that no amount is too large to be exact', () => {
    expect(formatMoney({ minor: 1250, currency: 'EUR' }, 'en')).toBe('€12.50')
    expect(formatMoney({ minor: 5, currency: 'GBP' }, 'en')).toBe('£0.05')
    expect(formatMoney({ minor: Number.MAX_SAFE_INTEGER, currency: 'USD' }, 'en')).toBe('$90,071,992,547,409.91')
  })

  test('a negative amount keeps its sign in front', () => {
    expect(formatMoney({ minor: -3000, currency: 'KRW' }, 'ko')).toBe('-3,000원')
    expect(formatMoney({ minor: -5, currency: 'EUR' }, 'en')).toBe('-€0.05')
  })

  test('a surcharge always says its direction', () => {
    expect(formatSurcharge({ minor: 30000, currency: 'KRW' }, 'ko')).toBe('+30,000원')
    expect(formatSurcharge({ minor: -30000, currency: 'KRW' }, 'en')).toBe('−₩30,000')
  })
})

describe('dates', () => {
  test('a calendar date does not move with the zone of the machine', () => {
    expect(formatDate('2026-12-03', 'ko')).toBe('12월 3일 (목)')
    expect(formatDate('2026-12-03', 'en')).toMatch(/^Thu,? 3 December$/)
  })

  test('a moment is told in the zone of the store', () => {
    expect(formatMoment(Date.UTC(2026, 10, 21, 6, 5), 'ko', 'Asia/Seoul')).toBe('11월 21일 오후 3:05')
    expect(dateInZone(Date.UTC(2026, 10, 21, 16, 0), 'Asia/Seoul')).toBe('2026-11-22')
  })

  test('days are counted from date to date', () => {
    expect(daysBetween('2026-11-30', '2026-12-02')).toBe(2)
    expect(daysBetween('2026-12-02', '2026-11-30')).toBe(-2)
  })

  test('the past and the future are told in the largest unit that fits', () => {
    expect(formatRelative(1_000_000, 1_000_000 - 180_000, 'ko')).toBe('3분 전')
    expect(formatRelative(0, 2 * 86_400_000, 'en')).toBe('in 2 days')
    expect(formatRelative(0, 0, 'ko')).toBe('지금')
  })
})

test('a countdown shows a started second as a whole one and never goes below zero', () => {
  expect(formatCountdown(19.2)).toBe('0:20')
  expect(formatCountdown(61)).toBe('1:01')
  expect(formatCountdown(-3)).toBe('0:00')
})
