import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { BridgeHandlers } from './call-context.ts'

export type DraftCall =
  | 'assist:agree'
  | 'draft:look'
  | 'draft:open'
  | 'draft:edit'
  | 'draft:undo'
  | 'draft:decide'
  | 'draft:close'
  | 'waiting:seen'

/** Nothing is shared yet. */
export const draftCalls: BridgeHandlers<DraftCall> = {
  'assist:agree': () => refuse('unavailable'),
  'draft:look': () => refuse('unavailable'),
  'draft:open': () => refuse('unavailable'),
  'draft:edit': () => refuse('unavailable'),
  'draft:undo': () => refuse('unavailable'),
  'draft:decide': () => refuse('unavailable'),
  'draft:close': () => refuse('unavailable'),
  'waiting:seen': () => ok(null),
}
