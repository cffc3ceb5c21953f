import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { Author, Change, NotTaken, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { JIEUN, sharedDraft } from '../../testing/samples.ts'
import { shoe } from '../../testing/shoe.ts'
import { useSharedDraft } from './use-shared-draft.ts'

const ME: Author = { kind: 'associate', id: JIEUN, name: '지은', deviceId: 'tablet-1' as DeviceId }
const SHOPPER: Author = { kind: 'shopper' }
const [upper, sole] = shoe.characteristics
if (!upper || !sole) throw new Error('the shoe has an upper and a sole')

/** A draft and a store that answers when it is told to. */
function open(mode: AssistMode, start: Partial<SharedDraft> = {}) {
  const draft = shallowRef(sharedDraft({ made: { upper: 'black' }, ...start }))
  const asked: { what: string; seen?: number; changes?: readonly Change[] }[] = []
  const answers: ((answer: Answer<'drafts:edit'>) => void)[] = []
  const answered = (entry: (typeof asked)[number]) => {
    asked.push(entry)
    return new Promise<Answer<'drafts:edit'>>((resolve) => answers.push(resolve))
  }
  const nothing = (what: string) => {
    asked.push({ what })
    return Promise.resolve({ ok: false as const, error: { code: 'unavailable' as const } })
  }
  const editing = useSharedDraft({
    ...{ model: shoe, draft, mode: shallowRef(mode), me: ME },
    desk: {
      edit: (seen, changes) => answered({ what: 'edit', seen, changes }),
      undo: () => nothing('undo'),
      suggest: (changes) => (asked.push({ what: 'suggest', changes }), Promise.resolve({ ok: true, value: null })),
      withdraw: () => nothing('withdraw'),
    },
  })
  const answer = async (notTaken: NotTaken[] = []) => {
    answers.shift()?.({ ok: true, value: { draft: draft.value as never, notTaken: notTaken } })
    await Promise.resolve()
    await Promise.resolve()
  }
  return { draft, asked, editing, answer, choices: editing.configure.choices, refuse: answers }
}

describe('editing together', () => {
  it('[H1] shows the own edit at once and names the revision that was seen', () => {
    const { asked, editing, choices } = open('co-edit')
    editing.configure.set(sole, 'gum')
    expect(choices.value).toEqual({ upper: 'black', sole: 'gum' })
    expect(asked).toEqual([{ what: 'edit', seen: 1, changes: [{ characteristicId: 'sole', to: 'gum' }] }])
    expect([...editing.sending.value]).toEqual(['sole'])
  })

  it('[H1] shows what the shopper put there first, and tells what was not taken until the associate has chosen', async () => {
    const { draft, editing, choices, answer, asked } = open('co-edit', { made: { upper: 'white' } })
    editing.configure.set(sole, 'gum')
    const hands = { sole: { author: SHOPPER, revision: 2 } }
    draft.value = { ...draft.value, revision: 2, made: { upper: 'white', sole: 'white' }, hands }
    expect(choices.value).toMatchObject({ sole: 'white' })
    const late: NotTaken = {
      ...{ characteristicId: 'sole', wanted: 'gum', now: 'white', by: SHOPPER },
      why: 'changed-meanwhile',
    }
    await answer([late])
    expect([editing.notTaken.value, editing.sending.value.size]).toEqual([[late], 0])

    void editing.takeMine(late)
    expect(editing.notTaken.value).toEqual([])
    expect(asked[1]).toEqual({ what: 'edit', seen: 2, changes: [{ characteristicId: 'sole', to: 'gum' }] })
    expect(choices.value).toMatchObject({ sole: 'gum' })
  })

  it('[H1] keeps theirs when the associate says so', async () => {
    const { editing, answer, asked } = open('co-edit')
    editing.configure.set(sole, 'gum')
    await answer([{ characteristicId: 'sole', wanted: 'gum', now: null, by: SHOPPER, why: 'changed-meanwhile' }])
    editing.keepTheirs('sole')
    expect([editing.notTaken.value, asked.length]).toEqual([[], 1])
  })

  it('goes back to what the store has when it did not take the edit at all', async () => {
    const { editing, choices, refuse } = open('co-edit')
    editing.configure.set(sole, 'gum')
    refuse.shift()?.({ ok: false, error: { code: 'not-agreed' } })
    await Promise.resolve()
    await Promise.resolve()
    expect([editing.refusal.value, choices.value.upper]).toEqual(['not-agreed', 'black'])
    expect(editing.sending.value.size).toBe(0)
  })

  it('[H2] asks about what is ruled out instead of sending it', () => {
    const { asked, editing } = open('co-edit')
    editing.configure.set(sole, 'white')
    expect([asked, editing.configure.asked.value?.valueId]).toEqual([[], 'white'])
  })

  it('[H3] offers to undo only what is one’s own', () => {
    const change = { characteristicId: 'upper', to: 'black', from: null }
    const entry = { id: 'e' as never, at: 0, revision: 1, changes: [change], undoes: null }
    const mine = { history: [{ ...entry, author: ME }], hands: { upper: { author: ME, revision: 1 } } }
    const theirs = { history: [{ ...entry, author: SHOPPER }], hands: { upper: { author: SHOPPER, revision: 1 } } }
    expect(open('co-edit', mine).editing.mayUndo.value).toBe(true)
    expect(open('co-edit', theirs).editing.mayUndo.value).toBe(false)
    expect(open('suggest', mine).editing.mayUndo.value).toBe(false)
  })
})

describe('suggesting', () => {
  it('[H4] collects changes on this tablet only, until they are suggested as one', async () => {
    const { asked, editing, choices } = open('suggest', { made: { upper: 'white', sole: 'white' } })
    editing.configure.set(sole, 'gum')
    editing.configure.set(upper, 'black')
    expect([asked, choices.value]).toEqual([[], { upper: 'black', sole: 'gum' }])
    await editing.sendSuggestion()
    expect(asked).toMatchObject([
      {
        what: 'suggest',
        changes: expect.arrayContaining([
          { characteristicId: 'sole', to: 'gum' },
          { characteristicId: 'upper', to: 'black' },
        ]) as unknown,
      },
    ])
    expect([editing.collected.value, choices.value]).toEqual([[], { upper: 'white', sole: 'white' }])
  })

  it('forgets a change that was taken back before it was suggested', () => {
    const { editing } = open('suggest', { made: { upper: 'white', sole: 'white' } })
    editing.configure.set(sole, 'gum')
    editing.configure.set(sole, 'white')
    expect(editing.collected.value).toEqual([])
  })
})

it('[H4] changes nothing while the shopper lets the associate only look', () => {
  const { asked, editing, choices } = open('view')
  editing.configure.set(sole, 'gum')
  expect([asked, editing.collected.value, choices.value.upper]).toEqual([[], [], 'black'])
})
