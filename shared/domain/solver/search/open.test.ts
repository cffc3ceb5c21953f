import { describe, it } from 'vitest'
import { checkAgainstBruteForce } from '../testing/session-contract.ts'
import { openSearch } from './open.ts'

describe('the search solver', () => {
  it('answers every question as trying all combinations does', () => {
    checkAgainstBruteForce(openSearch, 120)
  })
})
