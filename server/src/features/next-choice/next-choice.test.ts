import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { SalesHistory } from '@dangol/domain/next-choice/history.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { expect, it } from 'vitest'
import { kiosk, wire } from '../../testing/goods-floor.ts'
import { asId, openStoreCore } from '../../testing/store-core.ts'
import { createNextChoice } from './next-choice.ts'

const history = (buyers: number): SalesHistory => ({
  characteristics: [{ id: 'lid', values: ['on', 'off'] }],
  rows: [[0], [-1]],
  buyers: [buyers, 2],
})

function openFeature() {
  const core = openStoreCore()
  const feature = createNextChoice(core)
  const familyId = asId<FamilyId>('mug')
  return {
    tell: (told: SalesHistory) =>
      core.transact(() => feature.sink({ feed: 'sales-history', value: wire({ familyId, history: told }) })),
    ask: (haveVersion: number | null, of = familyId) =>
      feature.handlers['sales:get-history'](kiosk, { familyId: of, haveVersion }) as Answer<'sales:get-history'>,
  }
}

it('knows nothing of a family until the shop tells, and nothing of others', () => {
  const { tell, ask } = openFeature()
  expect(ask(null)).toEqual({ ok: true, value: { sales: null } })
  tell(history(7))
  expect(ask(null, asId('teapot'))).toEqual({ ok: true, value: { sales: null } })
})

it('gives the newest history to who has an older one or none, and nothing to who has it', () => {
  const { tell, ask } = openFeature()
  tell(history(7))
  expect(ask(null)).toEqual({ ok: true, value: { sales: { version: 1, history: history(7) } } })
  tell(history(8))
  expect(ask(1)).toEqual({ ok: true, value: { sales: { version: 2, history: history(8) } } })
  expect(ask(2)).toEqual({ ok: true, value: { sales: null } })
})

it('raises no version with a history that comes again', () => {
  const { tell, ask } = openFeature()
  tell(history(7))
  tell(history(7))
  expect(ask(1)).toEqual({ ok: true, value: { sales: null } })
})

it('answers a device that remembers a version of another time', () => {
  const { tell, ask } = openFeature()
  tell(history(7))
  expect(ask(12)).toMatchObject({ value: { sales: { version: 1 } } })
})
