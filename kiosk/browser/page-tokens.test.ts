import { expect, it } from 'vitest'
import { WAITING_PAGES_MAX, createPageTokens } from './page-tokens.ts'

const openTokens = () => {
  let count = 0
  return createPageTokens(() => `token-${++count}`)
}

it('lets each page in once', () => {
  const tokens = openTokens()
  const token = tokens.issue()
  expect(tokens.redeem(token)).toBe(true)
  expect(tokens.redeem(token)).toBe(false)
})

it.each([undefined, null, '', 'token-9', 1, {}])('lets %j not in', (token) => {
  const tokens = openTokens()
  tokens.issue()
  expect(tokens.redeem(token)).toBe(false)
})

it('forgets the oldest page that never connected', () => {
  const tokens = openTokens()
  const first = tokens.issue()
  const later = Array.from({ length: WAITING_PAGES_MAX }, () => tokens.issue())
  expect(tokens.redeem(first)).toBe(false)
  for (const token of later) expect(tokens.redeem(token)).toBe(true)
})
