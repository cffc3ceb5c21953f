import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { offerArtefacts } from '@dangol/domain/configurations/artefact.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from './staff-context.ts'

/** The catalogue as published: models to draw and configure, SKUs to sell. Public; fetched again only when its version rose. */
export const useCatalogueStore = defineStore('catalogue', () => {
  const { link } = useStaffContext()
  const catalogue = shallowRef<Catalogue | null>(null)
  let underWay = false

  return {
    models: computed(() => catalogue.value?.models ?? []),
    skus: computed(() => catalogue.value?.skus ?? []),
    loaded: computed(() => catalogue.value !== null),
    /** The wire's model has the domain's shape; only its optional fields are typed more loosely by the schema. */
    model: (familyId: FamilyId) =>
      (catalogue.value?.models.find((model) => model.id === familyId) as ConfigModel | undefined) ?? null,
    async refresh(): Promise<void> {
      if (underWay) return
      underWay = true
      const answer = await link.request('catalogue:get', { haveVersion: catalogue.value?.version ?? null })
      underWay = false
      if (!answer.ok || answer.value.catalogue === null) return
      const { models, compiled } = answer.value.catalogue
      offerArtefacts(models, compiled)
      catalogue.value = answer.value.catalogue
    },
  }
})
