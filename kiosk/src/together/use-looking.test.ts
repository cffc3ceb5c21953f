import { expect, test } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { sharedStore } from '../testing/shared-store.ts'
import { useDrafting } from '../stores/drafting.ts'
import { useLooking } from './use-looking.ts'

test('[P1] where the shopper looks is told while somebody may follow, each place once, and that they went away', async () => {
  const store = sharedStore()
  const said = () => store.asked.filter((one) => one.name === 'draft:look').map((one) => one.input)
  useDrafting().open(mug, '내 머그', null)
  const scope = effectScope()
  const looking = store.app.runWithContext(() => scope.run(useLooking))
  looking?.look('glaze')
  expect(said()).toEqual([])
  store.agree('view')
  await store.pass(0)
  await nextTick()
  looking?.look('glaze')
  looking?.look('handle')
  scope.stop()
  expect(said()).toEqual([
    { epoch: 1, looking: 'glaze' },
    { epoch: 1, looking: 'handle' },
    { epoch: 1, looking: null },
  ])
})
