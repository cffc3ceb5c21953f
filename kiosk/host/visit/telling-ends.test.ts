import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { WaitingCommand } from '@dangol/client/outbox.ts'
import { expect, it } from 'vitest'
import { visitId } from '../testing/fixtures.ts'
import { createTellingEnds } from './telling-ends.ts'

type Ended = Answer<'visits:end'>
const parked = (parkedCode: string | null): Ended => ({ ok: true, value: { reason: 'shopper', parkedCode } })
const refused = (code: 'unavailable' | 'no-such-visit'): Ended => ({ ok: false, error: { code } })

/** `soon`: what patience makes of the answer. */
function open({ soon = (told: Promise<Ended>): Promise<Ended | null> => told } = {}) {
  const ended: { visitId: VisitId; answer: (answer: Ended) => void }[] = []
  const strangers: VisitId[] = []
  const goodbye: unknown[] = []
  const waiting: WaitingCommand[] = []
  const ends = createTellingEnds({
    commands: { end: (of) => new Promise((answer) => ended.push({ visitId: of, answer })) },
    // Only ends are waited for here.
    patience: { soon: soon as never, giveUp: () => undefined, close: () => undefined },
    line: { endStranger: (of) => void strangers.push(of) },
    outbox: { waiting: () => waiting },
    goodbye: () => ({
      waits: (of) => void goodbye.push([of, 'waits']),
      heard: (of, code) => void goodbye.push([of, code]),
    }),
  })
  const answer = async (word: Ended) => {
    ended.shift()?.answer(word)
    await Promise.resolve().then(() => undefined)
  }
  const wait = (request: string, of: VisitId) =>
    // Of a waiting command only these are looked at.
    void waiting.push({ request, input: { visitId: of } } as WaitingCommand)
  return { ends, answer, strangers, goodbye, wait }
}

it('the goodbye hears what waits behind a code, and no code when the store knew better', async () => {
  const { ends, answer, goodbye, strangers } = open()
  ends.tell(visitId(1), 'shopper')
  await answer(parked('K7PQ'))
  ends.tell(visitId(2), 'shopper')
  await answer(refused('no-such-visit'))
  expect([goodbye, strangers]).toEqual([
    [
      [visitId(1), 'K7PQ'],
      [visitId(2), null],
    ],
    [],
  ])
})

it('the goodbye says that it waits once patience is out', async () => {
  const { ends, goodbye } = open({ soon: () => Promise.resolve(null) })
  ends.tell(visitId(1), 'shopper')
  await expect.poll(() => goodbye).toEqual([[visitId(1), 'waits']])
})

it('[L2] an end that could not be kept is told on the line itself, and no code is spoken of', async () => {
  const { ends, answer, goodbye, strangers } = open()
  ends.tell(visitId(1), 'timeout')
  await answer(refused('unavailable'))
  expect([strangers, goodbye]).toEqual([[visitId(1)], []])
})

it('[L2] a visit open again there is ended once more, unless that very word is on its way', async () => {
  const { ends, answer, strangers, wait } = open()
  ends.tell(visitId(1), 'shopper')
  ends.stillOpen(visitId(1))
  expect(strangers).toEqual([])
  await answer(parked(null))
  ends.stillOpen(visitId(1))
  expect(strangers).toEqual([visitId(1)])
  wait('visits:end', visitId(2))
  wait('configurations:save', visitId(3))
  for (const n of [2, 3]) ends.stillOpen(visitId(n))
  expect(strangers).toEqual([visitId(1), visitId(3)])
})
