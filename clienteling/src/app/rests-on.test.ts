import type { WaitingCommand } from '@dangol/client/outbox.ts'
import { expect, it } from 'vitest'
import { restsOn } from './rests-on.ts'

/** Only what the rule reads. */
const command = (request: string, input: object) => ({ request, input }) as unknown as WaitingCommand
const added = command('carts:add', { lineId: 'l', item: { kind: 'configured', configurationId: 'c' } })
const saved = command('configurations:save', { draft: { id: 'c' } })

it('[O2] what was made believing in a refused command is not sent alone', () => {
  expect(restsOn(command('carts:change', { lineId: 'l' }), added)).toBe(true)
  expect(restsOn(added, saved)).toBe(true)
  expect(restsOn(command('configurations:discard', { configurationId: 'c' }), saved)).toBe(true)
})

it('[O2] what stands by itself is sent all the same', () => {
  expect(restsOn(command('carts:change', { lineId: 'm' }), added)).toBe(false)
  expect(restsOn(command('carts:change', { lineId: 'l' }), command('carts:change', { lineId: 'l' }))).toBe(false)
  expect(restsOn(command('orders:move', { orderId: 'o' }), saved)).toBe(false)
})
