import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { openStoreCore } from '../../testing/store-core.ts'
import { prepareShopProfiles } from './shop-profiles.sql.ts'

const MINA = 'a'.repeat(32) as CustomerId
const JUN = 'b'.repeat(32) as CustomerId
const phone = (digit: string) => ({ kind: 'phone' as const, digest: digit.repeat(32) })

describe('what the retailer’s shop tells of somebody besides', () => {
  test('is what they are found by, and a family may share a telephone', () => {
    const profiles = prepareShopProfiles(openStoreCore().db)
    profiles.put(MINA, { identifiers: [phone('1')], addresses: [] })
    profiles.put(JUN, { identifiers: [phone('1'), phone('2')], addresses: [] })
    expect([profiles.by(phone('1'), 9), profiles.by(phone('2'), 9), profiles.by(phone('1'), 1)]).toEqual([
      ...[[MINA, JUN], [JUN], [MINA]],
    ])
    expect(profiles.by({ kind: 'email', digest: '1'.repeat(32) }, 9)).toEqual([])
  })

  test('is that they have no address, and of whom it told nothing nobody knows', () => {
    const profiles = prepareShopProfiles(openStoreCore().db)
    profiles.put(MINA, { identifiers: [], addresses: [] })
    expect([profiles.lacksAddress(MINA), profiles.lacksAddress(JUN)]).toEqual([true, false])
    profiles.put(MINA, { identifiers: [], addresses: ['서울 성동구\n•••'] })
    expect(profiles.lacksAddress(MINA)).toBe(false)
  })

  test('is replaced by what it tells next, and goes whole', () => {
    const { db } = openStoreCore()
    const profiles = prepareShopProfiles(db)
    profiles.put(MINA, { identifiers: [phone('1')], addresses: ['서울 성동구\n•••'] })
    profiles.put(MINA, { identifiers: [phone('3')], addresses: [] })
    expect([profiles.by(phone('1'), 9), profiles.by(phone('3'), 9), profiles.has(MINA)]).toEqual([[], [MINA], true])
    profiles.remove(MINA)
    expect([profiles.by(phone('3'), 9), profiles.has(MINA)]).toEqual([[], false])
  })
})
