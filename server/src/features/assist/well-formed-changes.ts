import type { Change } from '@dangol/domain/assist/shared-draft.ts'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { checkChoice } from '@dangol/domain/configurations/check-choice.ts'
import { indexOf } from '@dangol/domain/configurations/model-index.ts'

/** The changes with each choice in its one spelling; null when one does not fit its characteristic. A cleared text is no choice. */
export function wellFormedChanges(model: ConfigModel, changes: readonly Change[]): Change[] | null {
  const { characteristics } = indexOf(model)
  const spelled: Change[] = []
  for (const { characteristicId, to } of changes) {
    const characteristic = characteristics.get(characteristicId)
    if (characteristic === undefined) return null
    if (to === null || to === '') spelled.push({ characteristicId, to: null })
    else {
      const checked = checkChoice(characteristic, to)
      if (!checked.ok) return null
      spelled.push({ characteristicId, to: checked.value })
    }
  }
  return spelled
}
