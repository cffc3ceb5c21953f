import type { WaitingCommand } from '@dangol/client/outbox.ts'

/**
 * Whether a later command only makes sense after an earlier one that was refused: a cart line that was never added, a
 * configuration that was never saved.
 */
export function restsOn(later: WaitingCommand, refused: WaitingCommand): boolean {
  const made = idMadeBy(refused)
  return made !== null && idsUsedBy(later).includes(made)
}

function idMadeBy({ request, input }: WaitingCommand): string | null {
  if (request === 'carts:add' && 'lineId' in input) return input.lineId
  return request === 'configurations:save' && 'draft' in input ? input.draft.id : null
}

function idsUsedBy({ input }: WaitingCommand): string[] {
  const ids: string[] = []
  if ('lineId' in input) ids.push(input.lineId)
  if ('item' in input && input.item.kind === 'configured') ids.push(input.item.configurationId)
  if ('configurationId' in input) ids.push(input.configurationId)
  return ids
}
