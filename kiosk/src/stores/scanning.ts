import { parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useKiosk } from './kiosk.ts'
import { useNavigation } from './navigation.ts'
import { useSettings } from './settings.ts'

/** The longest text that can be a code; a camera also sees menus and posters. */
const TEXT_LENGTH_MAX = 4096

/** Presents codes to the host and follows what comes of them. No code stays on the screen: the host keeps the last one. */
export const useScanning = defineStore('scanning', () => {
  const kiosk = useKiosk()
  const navigation = useNavigation()
  const settings = useSettings()
  const sending = ref(false)
  const wrongCode = ref(false)

  const status = computed(() => (sending.value ? 'checking' : (kiosk.state?.scan ?? 'idle')))

  /** A text that the camera read. Ignored while one is being checked or an answer is awaited from the shopper. */
  async function present(text: string, takeOver = false): Promise<void> {
    if (sending.value || text.length > TEXT_LENGTH_MAX) return
    sending.value = true
    const answer = await kiosk.ask('visit:scan', { text, lang: settings.lang, takeOver })
    sending.value = false
    if (!answer.ok) return
    const opened = answer.value.openConfiguration
    const familyId = kiosk.visit?.configurations.find((one) => one.id === opened)?.familyId
    if (opened && familyId) navigation.replace({ kind: 'configure', familyId, configurationId: opened })
    else if (kiosk.visit?.customer) navigation.replace({ kind: 'mine' })
  }

  /** A code typed by hand. False, and said so, when it is not a code at all. */
  async function typed(text: string): Promise<boolean> {
    const code = parseRc1(text)
    wrongCode.value = code === null
    if (code === null) return false
    await present(code)
    return true
  }

  /** The person before has left: the code last read, by camera or scanner, opens a new visit. The host still has it. */
  const takeOver = () => present('', true)

  /** Back to where the shopper was; the code that was read is forgotten. */
  async function forget(): Promise<void> {
    reset()
    await kiosk.ask('visit:forget-scan', {})
  }

  function reset(): void {
    sending.value = false
    wrongCode.value = false
  }

  return { status, wrongCode, present, typed, takeOver, forget, reset }
})
