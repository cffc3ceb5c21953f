import type { Author, Suggestion } from '@dangol/domain/assist/shared-draft.ts'
import type { DeviceId, EditId, SuggestionId } from '@dangol/domain/ids/ids.ts'
import { expect, it } from 'vitest'
import { JIEUN, sharedDraft } from '../../testing/samples.ts'
import { fateOfSuggestions } from './suggestion-fate.ts'

const ME: Author = { kind: 'associate', id: JIEUN, name: '지은', deviceId: 'tablet-1' as DeviceId }
const changes = [{ characteristicId: 'sole', to: 'gum' }]
const mine: Suggestion = { id: 's' as SuggestionId, author: ME, at: 0, changes }
const before = sharedDraft({ suggestions: [mine] })
const edit = (author: Author, to: string) => ({
  ...{ id: 'e' as EditId, author, revision: 2, at: 0, undoes: null },
  changes: [{ characteristicId: 'sole', to, from: null }],
})
const nobody: ReadonlySet<string> = new Set()

it('[H4] a suggestion that goes with an edit in its author’s name was taken; one that only goes was left', () => {
  const taken = { ...before, revision: 2, suggestions: [], history: [edit(ME, 'gum')] }
  const left = { ...before, revision: 2, suggestions: [], history: [edit({ kind: 'shopper' }, 'gum')] }
  expect(fateOfSuggestions(before, taken, ME, nobody)).toBe('taken')
  expect(fateOfSuggestions(before, left, ME, nobody)).toBe('left')
})

it('[H4] a suggestion that is still there, was withdrawn, or is a colleague’s has no fate to tell', () => {
  const gone = { ...before, suggestions: [] }
  expect(fateOfSuggestions(before, before, ME, nobody)).toBeNull()
  expect(fateOfSuggestions(before, gone, ME, new Set(['s']))).toBeNull()
  expect(fateOfSuggestions(before, gone, { kind: 'shopper' }, nobody)).toBeNull()
})
