import { onScopeDispose, readonly, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Replica, ReplicaContents } from './replica.ts'
import type { LinkStatus, StoreLink } from './store-link.ts'

/** The line's status as a ref that ends with the scope it was made in. */
export function useLinkStatus(link: Pick<StoreLink, 'status' | 'onStatus'>): Readonly<ShallowRef<LinkStatus>> {
  const status = shallowRef<LinkStatus>(link.status())
  onScopeDispose(link.onStatus((next) => (status.value = next)))
  return readonly(status)
}

/** A replica's contents as a shallow ref: replaced as a whole after every change, never deeply reactive. */
export function useReplica(replica: Replica): Readonly<ShallowRef<ReplicaContents>> {
  const contents = shallowRef(replica.contents())
  onScopeDispose(replica.onChange((next) => (contents.value = next)))
  return contents
}
