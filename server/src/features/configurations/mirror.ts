import type { ConfigurationId, CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopSink } from '../../shop-port.ts'
import type { ConfigurationsSql } from './configurations.sql.ts'

/**
 * Mirrors the shop's feed of configurations. An older revision than ours is an echo of what is still on its way to the shop;
 * what belongs to an open visit is the visit's until it ends.
 */
export function createMirror(
  sql: ConfigurationsSql,
  onFed: (customerId: CustomerId) => void,
): {
  readonly sink: ShopSink<'configuration'>
  readonly deleted: ShopSink<'deleted'>
} {
  return {
    sink({ value }) {
      const ours = sql.find(value.id)
      if (ours !== null && (ours.visitId !== null || ours.revision > value.revision)) return
      // The shop counts its first save as 1; a document of revision 0 was never saved.
      if (value.revision === 0) return
      sql.put({ ...value, visitId: null })
      if (value.customerId !== null && ours?.revision !== value.revision) onFed(value.customerId)
    },
    deleted({ value: { feed, id } }) {
      if (feed !== 'configuration') return
      // Text from the shop; one that is nobody's deletes nothing.
      const ours = sql.find(id as ConfigurationId)
      if (ours !== null && ours.visitId === null) sql.remove.run(ours.id)
    },
  }
}
