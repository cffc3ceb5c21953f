import type { CommandId, FamilyId } from '@dangol/domain/ids/ids.ts'
import type { DryRun, PublishedFamily } from '@dangol/protocol/models.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import type { StaffContext } from '../../app/staff-context.ts'
import { useAction } from '../../app/use-action.ts'

/** A file as the manager picked it. */
export interface PickedFile {
  readonly name: string
  readonly text: string
}

/** What is being tried: the files, and what publishing them would do. */
export interface Trial {
  readonly files: readonly PickedFile[]
  readonly outcome: DryRun
}

/** A version that was just put on sale. */
interface Published {
  readonly familyId: FamilyId
  readonly version: number
}

/** The store hears of a new version from the shop a moment after it is published: asked so often, at most so many times. */
const CATCH_UP_MS = 500
const CATCH_UP_ASKS_MAX = 20

/** The product models as the office handles them: what is on sale, a trial of new files, publishing, bringing back. */
export const useModelsStore = defineStore('models', () => {
  const { link, ids, timers } = useStaffContext()
  const { families, reading, load, catchUp } = useFamilies({ link, timers })
  const trial = shallowRef<Trial | null>(null)
  const published = shallowRef<Published | null>(null)
  const trying = useAction()
  const publishing = useAction()
  const command = () => ({ commandId: ids.next<CommandId>() })

  /** Asks what these files would do. */
  async function tryOut(files: readonly PickedFile[]): Promise<void> {
    trial.value = null
    published.value = null
    publishing.forget()
    const answer = await trying.run('dry-run', () => link.request('models:dry-run', { files: [...files] }))
    if (answer !== null) trial.value = { files, outcome: answer.value }
  }

  /** Publishes what was tried; true when it is on sale. */
  async function publish(note: string): Promise<boolean> {
    const { files, outcome } = trial.value ?? {}
    if (files === undefined || outcome?.kind !== 'sound') return false
    const input = { ...command(), files: [...files], version: outcome.version, note }
    return finish(await publishing.run('publish', () => link.request('models:publish', input)))
  }

  /** Puts an earlier version on sale again; true when it is. */
  async function bringBack(family: PublishedFamily, to: number): Promise<boolean> {
    const version = (family.versions[0]?.version ?? family.onSale) + 1
    const input = { ...command(), familyId: family.familyId, to, version, note: '' }
    return finish(await publishing.run(`back-${to}`, () => link.request('models:roll-back', input)))
  }

  async function finish(answer: { value: Published } | null): Promise<boolean> {
    if (answer === null) return false
    trial.value = null
    published.value = answer.value
    await load()
    catchUp(() => published.value, CATCH_UP_ASKS_MAX)
    return true
  }

  return {
    families: computed(() => families.value),
    trial: computed(() => trial.value),
    published: computed(() => published.value),
    ...{ load, tryOut, publish, bringBack },
    ...{ reading, trying, publishing },
    forget() {
      trial.value = null
      trying.forget()
      publishing.forget()
    },
    files: (familyId: FamilyId, version: number) => link.request('models:files', { familyId, version }),
  }
})

/** What is on sale, as the store says it. */
function useFamilies({ link, timers }: Pick<StaffContext, 'link' | 'timers'>) {
  const families = shallowRef<readonly PublishedFamily[] | null>(null)
  const reading = useAction()

  async function load(): Promise<void> {
    const answer = await reading.run('list', () => link.request('models:list', {}))
    if (answer !== null) families.value = answer.value.families
  }
  /** Reads the list again until what was published stands in it. */
  function catchUp(published: () => Published | null, asks: number): void {
    const awaited = published()
    const onSale = families.value?.find(({ familyId }) => familyId === awaited?.familyId)?.onSale ?? 0
    if (awaited === null || onSale >= awaited.version || asks === 0) return
    timers.after(CATCH_UP_MS, () => void load().then(() => catchUp(published, asks - 1)))
  }
  return { families, reading, load, catchUp }
}
