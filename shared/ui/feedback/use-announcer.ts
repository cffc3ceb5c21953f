import { inject, provide, readonly, ref } from 'vue'
import type { InjectionKey, Ref } from 'vue'

export interface Announcer {
  readonly polite: Readonly<Ref<string>>
  readonly urgent: Readonly<Ref<string>>
  /** Has a screen reader say the text; `urgent` interrupts what is being said. */
  say(text: string, how?: 'polite' | 'urgent'): void
}

const key: InjectionKey<Announcer> = Symbol('announcer')

/** Sets up the one announcer of a screen; `LiveRegion.vue` renders it. */
export function provideAnnouncer(): Announcer {
  const announcer = createAnnouncer()
  provide(key, announcer)
  return announcer
}

/** The screen's announcer. Throws where none is provided: a text that nobody hears is a defect. */
export function useAnnouncer(): Announcer {
  const announcer = inject(key)
  if (!announcer) throw new Error('No announcer is provided above this component')
  return announcer
}

/** An announcer by itself, for stores and tests. */
export function createAnnouncer(): Announcer {
  const polite = ref('')
  const urgent = ref('')
  return {
    polite: readonly(polite),
    urgent: readonly(urgent),
    say(text, how = 'polite') {
      const region = how === 'urgent' ? urgent : polite
      // A live region is read when its text changes: the same words twice need a difference nobody hears.
      region.value = region.value === text ? `${text}\u00a0` : text
    },
  }
}
