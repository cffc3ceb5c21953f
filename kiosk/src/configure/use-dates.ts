import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { shallowRef, watch } from 'vue'
import { useKiosk } from '../stores/kiosk.ts'

/** The date of a product that is only looked at: asked for, known, or not to be had while the store server is away. */
export type DateOf =
  { readonly kind: 'asking' } | { readonly kind: 'known'; readonly date: string } | { readonly kind: 'none' }

/** The date of each of a few products, asked for when they come up. In their order. */
export function useDates(model: () => ConfigModel | null, products: () => readonly Choices[]) {
  const kiosk = useKiosk()
  const dates = shallowRef<readonly DateOf[]>([])

  watch(products, (asked) => void ask(asked), { immediate: true })

  async function ask(asked: readonly Choices[]): Promise<void> {
    dates.value = asked.map(() => ({ kind: 'asking' }))
    const answers = await Promise.all(asked.map(quote))
    if (asked === products()) dates.value = answers
  }

  async function quote(choices: Choices): Promise<DateOf> {
    const family = model()
    if (!family || !kiosk.reachable) return { kind: 'none' }
    const answer = await kiosk.ask('configuration:quote', {
      familyId: family.id,
      modelVersion: family.version,
      choices,
    })
    return answer.ok && answer.value.promise ? { kind: 'known', date: answer.value.promise.date } : { kind: 'none' }
  }

  return dates
}
