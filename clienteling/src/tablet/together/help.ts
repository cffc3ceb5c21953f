import { allows } from '@dangol/domain/assist/mode.ts'
import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { Assist } from '@dangol/protocol/assist.ts'

/** How helping in one visit stands, as the associate is told of it. */
export type Help =
  | { readonly kind: 'none' }
  /** The shopper is being asked on the kiosk; what was agreed before goes on meanwhile. */
  | { readonly kind: 'waiting'; readonly asked: AssistMode; readonly agreed: AssistMode | null }
  | { readonly kind: 'agreed'; readonly mode: AssistMode; readonly note: AgreedNote | null }
  | { readonly kind: 'declined'; readonly asked: AssistMode }
  | { readonly kind: 'ended' }

/** What the shopper did besides agreeing: took some of it back, allowed less than was asked, or no more than before. */
type AgreedNote = 'lowered' | 'less' | 'no-more'

export const NO_HELP: Help = { kind: 'none' }

/** How helping stands after the store's word on it; `assist` is undefined once there is none. */
export function nextHelp(before: Help, assist: Assist | undefined): Help {
  const agreed = assist?.agreed ?? null
  if (assist?.asked) return { kind: 'waiting', asked: assist.asked, agreed }
  if (agreed !== null) return { kind: 'agreed', mode: agreed, note: noteOn(before, agreed) }
  if (before.kind === 'waiting' && before.agreed === null) return { kind: 'declined', asked: before.asked }
  return before.kind === 'waiting' || before.kind === 'agreed' ? { kind: 'ended' } : before
}

/** What is agreed now; null for nothing. */
export function agreedMode(help: Help): AssistMode | null {
  if (help.kind === 'agreed') return help.mode
  return help.kind === 'waiting' ? help.agreed : null
}

function noteOn(before: Help, agreed: AssistMode): AgreedNote | null {
  if (before.kind === 'waiting') {
    if (allows(agreed, before.asked)) return null
    return before.agreed === agreed ? 'no-more' : 'less'
  }
  if (before.kind !== 'agreed') return null
  if (before.mode === agreed) return before.note
  return allows(before.mode, agreed) ? 'lowered' : null
}
