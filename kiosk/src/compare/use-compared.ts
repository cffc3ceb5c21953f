import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { computed, ref } from 'vue'
import { shownName } from '../mine/shown-name.ts'
import { useDrafting } from '../stores/drafting.ts'
import { useKiosk } from '../stores/kiosk.ts'
import { useText } from '../text.ts'

/** Something that the configuration in hand can be compared with. */
export interface Compared {
  readonly key: string
  readonly name: string
  readonly choices: Choices
}

/** What the configuration in hand can be compared with, and which of it is: saved ones first, then its own past, then the standard. */
export function useCompared(asked: () => ConfigurationId | null) {
  const drafting = useDrafting()
  const kiosk = useKiosk()
  const { t, pick } = useText()
  const chosen = ref<string | null>(null)

  const saved = computed<Compared[]>(() =>
    (kiosk.visit?.configurations ?? [])
      .filter((one) => one.familyId === drafting.model?.id && one.id !== drafting.draft?.saved?.id)
      .map((one) => ({
        key: one.id,
        name: shownName(one, drafting.model ? pick(drafting.model.title) : ''),
        choices: one.choices,
      })),
  )
  const others = computed<readonly Compared[]>(() => {
    const before = drafting.before
    const standard = drafting.configurator?.complete({})
    return [
      ...saved.value,
      ...(before ? [{ key: 'before', name: t('compare.before'), choices: before }] : []),
      ...(standard ? [{ key: 'standard', name: t('compare.standard'), choices: standard }] : []),
    ]
  })
  const other = computed<Compared | null>(() => {
    const key = chosen.value ?? asked()
    return others.value.find((one) => one.key === key) ?? others.value[0] ?? null
  })

  return { others, other, compareWith: (key: string) => (chosen.value = key) }
}
