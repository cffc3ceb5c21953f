import { expect, it } from 'vitest'
import { effectScope } from 'vue'
import { createReplica } from './replica.ts'
import type { LinkStatus, StoreLink } from './store-link.ts'
import { useLinkStatus, useReplica } from './vue.ts'

it('a replica ref follows its replica until the scope ends', () => {
  const replica = createReplica()
  const scope = effectScope()
  const contents = scope.run(() => useReplica(replica))
  replica.apply([{ kind: 'catalogue', id: 'catalogue', value: { version: 3 } }], [])
  expect(contents?.value.catalogue.get('catalogue')).toEqual({ version: 3 })
  scope.stop()
  replica.replace([])
  expect(contents?.value.catalogue.size).toBe(1)
})

it('a status ref follows the link until the scope ends', () => {
  const listeners = new Set<(status: LinkStatus) => void>()
  const onStatus: StoreLink['onStatus'] = (listener) => {
    listeners.add(listener)
    listener('connecting')
    return () => listeners.delete(listener)
  }
  const scope = effectScope()
  const status = scope.run(() => useLinkStatus({ status: () => 'connecting', onStatus }))
  listeners.forEach((listener) => listener('online'))
  expect(status?.value).toBe('online')
  scope.stop()
  expect(listeners.size).toBe(0)
})
