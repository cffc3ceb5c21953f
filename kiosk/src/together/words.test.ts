import type { Author, NotTaken } from '@dangol/domain/assist/shared-draft.ts'
import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { changesInWords, lostInWords, nameOf } from './words.ts'

const JIEUN: Author = {
  ...{ kind: 'associate', id: 'jieun' as AssociateId, name: '지은' },
  deviceId: 'tablet-1' as DeviceId,
}

test('changes are told in the model’s order and the reader’s language', () => {
  const changes = [
    { characteristicId: 'handle', to: 'brass' },
    { characteristicId: 'glaze', to: null },
    { characteristicId: 'gone', to: 'x' },
  ]
  expect(changesInWords(mug, changes, 'ko')).toEqual([
    { id: 'glaze', what: '유약', to: null },
    { id: 'handle', what: '손잡이', to: '황동' },
  ])
})

test('[H1] what was not taken is told with what stands there and by whom', () => {
  const lost: NotTaken = {
    characteristicId: 'glaze',
    wanted: 'ink',
    now: 'celadon',
    by: JIEUN,
    why: 'changed-meanwhile',
  }
  expect(lostInWords(mug, [lost], 'en')).toEqual([
    {
      ...{ id: 'glaze', what: 'Glaze', wanted: 'Ink', now: 'Celadon' },
      ...{ name: '지은', why: 'changed-meanwhile', valueId: 'ink' },
    },
  ])
})

test('[H2] what is ruled out names the value to be explained; a text has none', () => {
  const ruledOut = (characteristicId: string, wanted: string | null): NotTaken => ({
    ...{ characteristicId, wanted, now: null, by: null, why: 'ruled-out' },
  })
  const told = lostInWords(mug, [ruledOut('handle', 'brass'), ruledOut('name', '지은'), ruledOut('glaze', null)], 'ko')
  expect(told.map(({ valueId }) => valueId)).toEqual(['brass', null, null])
  expect(told.map(({ name }) => name)).toEqual([null, null, null])
})

test('the shopper needs no name on their own screen', () => {
  expect(nameOf({ kind: 'shopper' })).toBeNull()
  expect(nameOf(JIEUN)).toBe('지은')
})
