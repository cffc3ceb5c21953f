import type { WaitingCommand } from '@dangol/client/outbox.ts'
import { expect, it } from 'vitest'
import { configurationView, visitId } from '../testing/fixtures.ts'
import { restsOn } from './visit-commands.ts'

// Of a waiting command only its request and its input are looked at.
const command = (request: string, input: object) => ({ request, input }) as WaitingCommand
const begin = (n: number) => command('visits:begin', { begun: { visitId: visitId(n), epoch: n } })
const inVisit = (n: number) => command('visits:set-language', { visitId: visitId(n), lang: 'en' })
const save = (n: number) => command('configurations:save', { visitId: visitId(1), draft: configurationView(n) })

it('everything of a visit falls with its refused beginning, and nothing of another visit', () => {
  expect([inVisit(1), save(7), inVisit(2), begin(2)].map((later) => restsOn(later, begin(1)))).toEqual([
    ...[true, true, false, false],
  ])
})

it('a beginning that the store was to name takes nothing with it', () => {
  expect(restsOn(inVisit(1), command('visits:begin', { lang: 'ko' }))).toBe(false)
})

it('[H6] a save falls with a refused save of the same configuration, and nothing else does', () => {
  expect([save(7), save(8), inVisit(1)].map((later) => restsOn(later, save(7)))).toEqual([true, false, false])
  expect([save(7), inVisit(1)].map((later) => restsOn(later, inVisit(1)))).toEqual([false, false])
})
