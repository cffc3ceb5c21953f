import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { offerArtefacts } from '@dangol/domain/configurations/artefact.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import {
  CodeAckSchema,
  PhoneCatalogueSchema,
  PhoneConfigurationSchema,
  PhoneConfigurationsSchema,
} from '@dangol/protocol/shop.ts'
import type { PhoneConfiguration } from '@dangol/protocol/shop.ts'
import { SnapshotCodeSchema } from '@dangol/protocol/shop-snapshots.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { z } from 'zod'
import { useShop } from '../shop.ts'
import { answersInOrder, loadOf } from './load.ts'
import type { Load } from './load.ts'

/** What the shopper configured, and the models it was configured from. */
export const useShelf = defineStore('shelf', () => {
  const { client } = useShop()
  const state = shallowRef<Load>('loading')
  const models = shallowRef<readonly ConfigModel[]>([])
  const configurations = shallowRef<readonly PhoneConfiguration[]>([])
  const modelById = computed(() => new Map<string, ConfigModel>(models.value.map((model) => [model.id, model])))
  const ask = answersInOrder()

  async function loadModels(): Promise<void> {
    if (models.value.length > 0) return
    const answer = await client.get('/api/catalogue', PhoneCatalogueSchema)
    if (!answer.ok) return
    offerArtefacts(answer.value.models, answer.value.compiled)
    models.value = answer.value.models
  }

  async function load(): Promise<void> {
    await loadModels()
    const isInOrder = ask()
    const answer = await client.get('/api/configurations', PhoneConfigurationsSchema)
    if (!isInOrder()) return
    if (answer.ok) configurations.value = [...answer.value.configurations].sort((a, b) => b.savedAt - a.savedAt)
    state.value = loadOf(answer)
  }

  /** Saves a draft. Refuses: 'stale-revision' when it was saved elsewhere in between; nothing is overwritten. */
  async function save(draft: ConfigurationDraft) {
    const answer = await client.send('PUT', `/api/configurations/${draft.id}`, draft, PhoneConfigurationSchema)
    if (answer.ok) await load()
    return answer
  }

  async function remove(id: ConfigurationId) {
    const answer = await client.send('DELETE', `/api/configurations/${id}`, null, z.null())
    if (!answer.ok) return answer
    // A list that was asked for before still has it.
    ask()()
    configurations.value = configurations.value.filter((configuration) => configuration.id !== id)
    return answer
  }

  /** A code that opens this one configuration at any kiosk, without saying whose it is. */
  const codeFor = (id: ConfigurationId) => client.send('POST', `/api/configurations/${id}/code`, {}, CodeAckSchema)

  /** The same without the internet at the store. Refuses: 'too-long-for-code' when the choices do not fit into a code. */
  const snapshotFor = (id: ConfigurationId) => client.get(`/api/configurations/${id}/snapshot`, SnapshotCodeSchema)

  /** Takes over what was parked at a kiosk. Refuses: 'not-there-yet-or-expired'. */
  async function claim(code: string) {
    const answer = await client.send('POST', '/api/codes/claim', { code }, PhoneConfigurationSchema)
    if (answer.ok) await load()
    return answer
  }

  return { state, models, modelById, configurations, loadModels, load, save, remove, codeFor, snapshotFor, claim }
})
