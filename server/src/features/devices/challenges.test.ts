import { ChallengeSchema, CHALLENGE_LASTS_MS } from '@dangol/protocol/handshake.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { systemRandom } from '../../platform/system-ids.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { createChallenges, USED_MAX } from './challenges.ts'

const open = (usedMax = USED_MAX) => {
  const time = createManualTime()
  return { time, challenges: createChallenges({ steady: time.steady, random: systemRandom, usedMax }) }
}

describe('a challenge', () => {
  test('is good once', () => {
    const { challenges } = open()
    const challenge = challenges.issue()
    expect(ChallengeSchema.safeParse(challenge).success).toBe(true)
    expect([challenges.use(challenge), challenges.use(challenge), challenges.isFresh(challenge)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('is good for its time, whatever happens to the wall clock', () => {
    const { challenges, time } = open()
    const challenge = challenges.issue()
    time.set(-24 * 60 * 60_000)
    time.advance(CHALLENGE_LASTS_MS)
    expect(challenges.isFresh(challenge)).toBe(true)
    time.advance(1)
    expect(challenges.isFresh(challenge)).toBe(false)
  })

  test('of another start of the server is old', () => {
    expect(open().challenges.isFresh(open().challenges.issue())).toBe(false)
  })

  test('is nothing in any other spelling', () => {
    const { challenges } = open()
    const challenge = challenges.issue()
    fc.assert(
      fc.property(
        fc.nat(challenge.length - 1),
        fc.constantFrom('A', 'Q', 'g', 'w', '_', '-', 'b', '9', '='),
        (at, letter) => {
          const other = challenge.slice(0, at) + letter + challenge.slice(at + 1)
          return other === challenge || !challenges.isFresh(other)
        },
      ),
    )
    for (const other of [`${challenge}A`, `${challenge}=`, challenge.slice(1), '']) {
      expect(challenges.isFresh(other)).toBe(false)
    }
  })

  test('used ones are remembered up to a maximum; beyond it none is used rather than one twice', () => {
    const { challenges, time } = open(50)
    const first = challenges.issue()
    challenges.use(first)
    for (let at = 1; at < 50; at++) challenges.use(challenges.issue())
    expect([challenges.use(challenges.issue()), challenges.use(first)]).toEqual([false, false])
    time.advance(CHALLENGE_LASTS_MS + 1)
    expect(challenges.use(challenges.issue())).toBe(true)
  })
})
