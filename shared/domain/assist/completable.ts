import type { Choices } from '../catalogue/model.ts'
import { NO_OUTLOOK } from '../configurations/talk/outlook.ts'
import type { Configurator } from '../configurations/view.ts'

/** Whether some whole valid product keeps these choices, but for those that do not apply in it. Exact, as the configurator is. */
export function canBeCompleted(configurator: Configurator, choices: Choices): boolean {
  const { violated, outlook } = configurator.look(choices)
  return violated.length === 0 && outlook !== NO_OUTLOOK
}
