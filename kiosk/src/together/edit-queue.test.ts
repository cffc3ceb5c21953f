import type { Change, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { SuggestionId } from '@dangol/domain/ids/ids.ts'
import type { EditOutcome } from '@dangol/protocol/assist.ts'
import { expect, test } from 'vitest'
import { createEditQueue } from './edit-queue.ts'
import type { Deed, DeedAnswer } from './edit-queue.ts'

const to = (characteristicId: string, choice: string | null): Change => ({ characteristicId, to: choice })
const edit = (seen: number, ...changes: Change[]): Deed => ({ kind: 'edit', seen, changes })
const outcome = (revision: number): EditOutcome => ({ draft: { revision } as SharedDraft as never, notTaken: [] })

/** A queue whose answers the test gives, one after the other. */
function queueAt() {
  const sent: Deed[] = []
  const done: number[] = []
  let answer: (value: DeedAnswer) => void = () => undefined
  const queue = createEditQueue({
    send: (deed) => {
      sent.push(deed)
      return new Promise((settle) => (answer = settle))
    },
    done: (value) => void done.push(value.draft.revision),
  })
  async function give(value: DeedAnswer): Promise<void> {
    answer(value)
    await new Promise((settle) => setTimeout(settle))
  }
  return { queue, sent, done, give }
}

test('deeds go one at a time and in order, and each is shown until its answer is', async () => {
  const { queue, sent, done, give } = queueAt()
  queue.push(edit(1, to('glaze', 'ink')))
  queue.push(edit(1, to('handle', 'brass')))
  expect(sent).toHaveLength(1)
  expect(queue.edits.value).toHaveLength(2)
  await give({ is: 'done', outcome: outcome(2) })
  expect(sent).toHaveLength(2)
  expect(queue.edits.value).toEqual([edit(1, to('handle', 'brass'))])
  await give({ is: 'done', outcome: outcome(3) })
  expect(queue.deeds.value).toEqual([])
  expect(done).toEqual([2, 3])
})

test('what found nobody stays, is sent again as it was, and nothing overtakes it', async () => {
  const { queue, sent, give } = queueAt()
  queue.push(edit(1, to('glaze', 'ink')))
  await give({ is: 'later' })
  queue.push(edit(1, to('handle', 'brass')))
  expect(sent).toEqual([edit(1, to('glaze', 'ink')), edit(1, to('glaze', 'ink'))])
  await give({ is: 'done', outcome: outcome(2) })
  expect(sent.at(-1)).toEqual(edit(1, to('handle', 'brass')))
})

test('what is refused is dropped, and the next has its turn', async () => {
  const { queue, sent, give } = queueAt()
  queue.push({ kind: 'decide', suggestionId: 's' as SuggestionId, take: true })
  queue.push({ kind: 'undo' })
  await give({ is: 'refused' })
  expect(sent.at(-1)).toEqual({ kind: 'undo' })
  await give({ is: 'done', outcome: outcome(2) })
  expect(queue.deeds.value).toEqual([])
})

test('[H3] an edit that nobody has heard of yet is taken back without asking anybody', async () => {
  const { queue, sent, give } = queueAt()
  queue.push(edit(1, to('glaze', 'ink')))
  expect(queue.takeBack()).toBe(false)
  await give({ is: 'later' })
  expect(queue.takeBack()).toBe(true)
  expect(queue.deeds.value).toEqual([])
  await queue.pump()
  expect(sent).toHaveLength(1)
})

test('an answer for the draft before says nothing of this one', async () => {
  const { queue, done, give } = queueAt()
  queue.push(edit(1, to('glaze', 'ink')))
  queue.clear()
  await give({ is: 'done', outcome: outcome(2) })
  expect(done).toEqual([])
})

test('a shopper who goes on for long without the store has all of it in few edits, the last of each counting', async () => {
  const { queue, give } = queueAt()
  for (let n = 0; n < 60; n++) queue.push(edit(1, to('size', `${n}`), to(`other-${n % 2}`, `${n}`)))
  expect(queue.deeds.value).toHaveLength(50)
  const last = queue.edits.value.at(-1)
  expect(last?.changes.filter((each) => each.characteristicId === 'size')).toEqual([to('size', '59')])
  await give({ is: 'later' })
})
