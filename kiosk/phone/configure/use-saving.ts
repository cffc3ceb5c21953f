import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { PhoneConfiguration } from '@dangol/protocol/shop.ts'
import { shallowRef } from 'vue'
import { useShop } from '../shop.ts'
import { useShelf } from '../stores/shelf.ts'
import type { Label } from './label.ts'

/** Saving a draft: a new document, a new revision, or - when it was saved elsewhere meanwhile - a document beside it. */
export function useSaving(model: ConfigModel, stored: PhoneConfiguration | null, defaultName: string) {
  const shelf = useShelf()
  const { ids } = useShop()
  const label = shallowRef<Label>({
    name: stored?.name ?? defaultName,
    personaId: stored?.personaId ?? null,
    secret: stored?.secret ?? false,
  })
  const busy = shallowRef(false)
  const problem = shallowRef<'stale' | 'other' | null>(null)
  let document = stored === null ? null : { id: stored.id, revision: stored.revision }

  /** Returns whether it was saved. */
  async function save(choices: Choices, asNew: boolean): Promise<boolean> {
    busy.value = true
    const target = document === null || asNew ? { id: ids.next<ConfigurationId>(), revision: 0 } : document
    const answer = await shelf.save({
      ...target,
      ...label.value,
      name: label.value.name.trim() || defaultName,
      familyId: model.id,
      modelVersion: model.version,
      choices,
    })
    busy.value = false
    if (answer.ok) {
      document = { id: answer.value.id, revision: answer.value.revision }
      problem.value = null
      return true
    }
    problem.value = answer.error.code === 'stale-revision' ? 'stale' : 'other'
    return false
  }

  return { label, busy, problem, save }
}
