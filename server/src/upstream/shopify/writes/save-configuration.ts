import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { Outcome } from '../../connector.ts'
import type { AdminApi } from '../admin-api.ts'
import type { MetafieldName } from '../config.ts'
import { SAVED_CONFIGURATIONS_BY_ID } from '../documents/customers.ts'
import { SET_METAFIELD } from '../documents/writes.ts'
import { NodesSchema } from '../feeds/source.ts'
import { idOfItem, revisionOfItem, savedDocument, savedOf } from '../rows/configurations.ts'
import { keyOf } from '../rows/metafields.ts'
import { done, unheard, UserErrorsSchema, wordsOf } from './outcome.ts'

const SetSchema = z.object({ metafieldsSet: z.object({ userErrors: UserErrorsSchema }).nullable() })
/** Somebody else wrote between our reading and our writing. */
const OVERTAKEN = ['STALE_OBJECT', 'INVALID_COMPARE_DIGEST']

/**
 * Puts a configuration among those of its customer, in one metafield: read, changed, and written only where it still is what was
 * read. The higher revision stays; what else stands there, readable or not, is kept as it is.
 */
export async function saveConfiguration(
  api: AdminApi,
  name: MetafieldName,
  configuration: ShopConfiguration,
  customerRef: string | null,
  signal: AbortSignal,
): Promise<Outcome<{ accepted: boolean }>> {
  // A metafield hangs on a customer; what is nobody's stays with the member service.
  if (customerRef === null) return done({ accepted: false })
  const variables = { ids: [customerRef], fields: [keyOf(name)] }
  const said = await api.ask({ document: SAVED_CONFIGURATIONS_BY_ID, variables, schema: NodesSchema, signal })
  if (said.kind !== 'answered') return unheard(said)
  const [holder] = said.value.nodes
  if (holder == null) return { kind: 'conflict', reason: 'customer-gone', detail: customerRef }
  const before = savedDocument(name, holder)
  if (before === null) return { kind: 'rejected', why: `${keyOf(name)} holds something else and is not written over` }
  const saved = savedOf(configuration)
  const there = before.items.find((item) => idOfItem(item) === configuration.id)
  if (there !== undefined && revisionOfItem(there) >= saved.revision)
    return done({ accepted: revisionOfItem(there) === saved.revision && isSame(there, saved) })
  const items = [...before.items.filter((item) => item !== there), saved]
  return write(api, { ...name, ownerId: customerRef, items, compareDigest: before.digest }, signal)
}

async function write(
  api: AdminApi,
  { items, ...where }: MetafieldName & { ownerId: string; items: readonly unknown[]; compareDigest: string | null },
  signal: AbortSignal,
): Promise<Outcome<{ accepted: boolean }>> {
  const metafields = [{ ...where, type: 'json', value: JSON.stringify({ configurations: items }) }]
  const said = await api.ask({ document: SET_METAFIELD, variables: { metafields }, schema: SetSchema, signal })
  if (said.kind !== 'answered') return unheard(said)
  const [error] = said.value.metafieldsSet?.userErrors ?? []
  if (error === undefined) return done({ accepted: true })
  const isPassing = error.code === 'INTERNAL_ERROR' || OVERTAKEN.includes(error.code ?? '')
  return isPassing ? { kind: 'retry', why: wordsOf(error) } : { kind: 'rejected', why: wordsOf(error) }
}

const isSame = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other)

/** JSON with its keys in order: Shopify keeps them as they came, other apps need not. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, of: unknown) =>
    of === null || typeof of !== 'object' || Array.isArray(of)
      ? of
      : Object.fromEntries(Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )
