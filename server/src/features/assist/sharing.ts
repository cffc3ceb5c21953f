import { refuse } from '@dangol/domain/result/result.ts'
import type { Handlers } from '../../transport/handler.ts'

/** Requests of the shared draft and of who may follow it. */
export type SharingRequest =
  | 'assist:ask'
  | 'assist:agree'
  | 'assist:leave'
  | 'assist:present'
  | 'drafts:open'
  | 'drafts:edit'
  | 'drafts:undo'
  | 'drafts:suggest'
  | 'drafts:decide'
  | 'drafts:close'

/** Nothing is shared yet: each is refused as if no visit were open. */
export const notShared: Handlers<SharingRequest> = {
  'assist:ask': () => refuse('no-such-visit'),
  'assist:agree': () => refuse('no-such-visit'),
  'assist:leave': () => refuse('no-such-visit'),
  'assist:present': () => refuse('not-agreed'),
  'drafts:open': () => refuse('no-such-visit'),
  'drafts:edit': () => refuse('no-such-visit'),
  'drafts:undo': () => refuse('no-such-visit'),
  'drafts:suggest': () => refuse('no-such-visit'),
  'drafts:decide': () => refuse('no-such-visit'),
  'drafts:close': () => refuse('no-such-visit'),
}
