import type { PastOrder } from '@dangol/protocol/shop.ts'
import type { FeedPage } from '../connector.ts'

/** The past orders of a page, in its order. */
export const historyIn = ({ told }: Pick<FeedPage, 'told'>): readonly PastOrder[] =>
  told.flatMap(({ changes }) => changes.flatMap((one) => (one.feed === 'history' ? [one.value.order] : [])))
