import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { asId, openStoreCore } from '../../testing/store-core.ts'
import { createStaff } from './staff.ts'

test('the list is filled once; somebody who is not on it is not known, but still has a name to show', () => {
  const { db } = openStoreCore()
  const jieun = asId<AssociateId>('jieun')
  createStaff(db, [{ id: jieun, name: '지은' }])
  const staff = createStaff(db, [{ id: asId('junho'), name: '준호' }])
  expect([staff.isKnown(jieun), staff.nameOf(jieun)]).toEqual([true, '지은'])
  expect([staff.isKnown(asId('junho')), staff.nameOf(asId('junho'))]).toEqual([false, 'junho'])
})
