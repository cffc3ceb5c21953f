import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import { offerArtefacts } from '@dangol/domain/configurations/artefact.ts'
import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import { matches } from '@dangol/domain/text/search.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useServices } from '../services.ts'
import { useKiosk } from './kiosk.ts'

export interface Category {
  /** The Korean title; categories have no ids of their own. */
  readonly key: string
  readonly title: Localised
  readonly skus: readonly StockedSku[]
}

/** Between making one family ready and the next. */
const READYING_PAUSE_MS = 50

/** The catalogue that the host has, loaded again when its version rises. Anonymous, so it outlives visits. */
export const useCatalogue = defineStore('catalogue', () => {
  const kiosk = useKiosk()
  const { timers } = useServices()
  const catalogue = shallowRef<Catalogue | null>(null)

  watch(
    () => kiosk.state?.catalogueVersion ?? null,
    async (version) => {
      if (version === null || version === catalogue.value?.version) return
      const answer = await kiosk.ask('kiosk:catalogue', {})
      if (!answer.ok || answer.value === null) return
      offerArtefacts(answer.value.models, answer.value.compiled)
      catalogue.value = answer.value
    },
    { immediate: true },
  )
  // Made ready while nobody waits, one family at a time: whoever then opens one finds it so.
  watch(catalogue, () => {
    for (const [at, model] of models.value.entries()) timers.after(at * READYING_PAUSE_MS, () => rehearse(model))
  })

  /** The first answers of a family, given to nobody, so that those to the first shopper are not the slow ones. */
  function rehearse(model: ConfigModel): void {
    const configurator = openConfigurator(model)
    priceOf(model, configurator.complete({}))
    configurator.look(configurator.complete({}))
  }

  // zod infers mutable optional fields; the domain's types are the same facts, read-only.
  const models = computed(() => (catalogue.value?.models ?? []) as readonly ConfigModel[])
  const skus = computed(() => (catalogue.value?.skus ?? []) as readonly StockedSku[])
  const categories = computed(() => categoriesOf(skus.value))
  const modelById = computed(() => new Map(models.value.map((model) => [String(model.id), model])))
  const skuById = computed(() => new Map(skus.value.map((sku) => [String(sku.sku), sku])))

  const mixed = computed(() => oneOfEachInTurn(categories.value))

  /** Stocked products of a category, or of all, that a query means; Korean initials count. All of them come mixed. */
  function find(query: string, category: string | null): readonly StockedSku[] {
    if (query.trim() === '' && category === null) return mixed.value
    return skus.value.filter((sku) => (category === null || sku.category.ko === category) && matches(query, sku.title))
  }

  return {
    loaded: computed(() => catalogue.value !== null),
    models,
    skus,
    categories,
    find,
    modelOf: (id: string) => modelById.value.get(id) ?? null,
    skuOf: (sku: string) => skuById.value.get(sku) ?? null,
  }
})

function categoriesOf(skus: readonly StockedSku[]): Category[] {
  const byKey = new Map<string, StockedSku[]>()
  for (const sku of skus) {
    const known = byKey.get(sku.category.ko)
    if (known) known.push(sku)
    else byKey.set(sku.category.ko, [sku])
  }
  return [...byKey].flatMap(([key, all]) => (all[0] ? [{ key, title: all[0].category, skus: all }] : []))
}

/** The first of every category, then the second of every one: a look around the store, not along its first shelf. */
function oneOfEachInTurn(categories: readonly Category[]): readonly StockedSku[] {
  const turns = Math.max(0, ...categories.map((one) => one.skus.length))
  return Array.from({ length: turns }, (_, turn) => categories.flatMap(({ skus }) => skus.slice(turn, turn + 1))).flat()
}
