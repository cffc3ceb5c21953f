import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { Ref } from 'vue'
import { shallowRef, watch } from 'vue'
import { useServices } from '../services.ts'
import { useKiosk } from '../stores/kiosk.ts'

/** Pause before a date is asked for, so that a row of choices asks once. */
const PAUSE_MS = 350

/** The server's word on choices as they stand: above all the date. Null while it is not known. */
export function useQuote(model: Readonly<Ref<ConfigModel | null>>, choices: Readonly<Ref<Choices>>) {
  const kiosk = useKiosk()
  const { timers } = useServices()
  const quoted = shallowRef<ConfigurationView | null>(null)
  const quoting = shallowRef(false)
  let cancel: () => void = () => undefined

  /** A date for other choices is no date for these: it goes at once, and a new one is asked for after a pause. */
  function ask(): void {
    quoted.value = null
    cancel()
    quoting.value = kiosk.reachable
    cancel = timers.after(PAUSE_MS, () => void quote())
  }

  async function quote(): Promise<void> {
    const [asked, family] = [choices.value, model.value]
    if (!family) return
    const about = { familyId: family.id, modelVersion: family.version, choices: asked }
    const answer = await kiosk.ask('configuration:quote', about)
    if (asked !== choices.value) return
    quoting.value = false
    if (answer.ok) quoted.value = answer.value
  }

  /** Takes what the server said of a saved configuration, or nothing. */
  function take(known: ConfigurationView | null): void {
    cancel()
    quoting.value = false
    quoted.value = known
  }

  // The screen said that the date would come with the line; what the kiosk said alone has none.
  watch(
    () => kiosk.reachable,
    (online) => online && model.value && !quoted.value?.promise && ask(),
    { flush: 'sync' },
  )

  return { quoted, quoting, ask, take }
}
