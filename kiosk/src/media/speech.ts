import type { Lang } from '@dangol/domain/text/localised.ts'

/** A voice that reads the screen. Text always stands on the screen too: nothing ever waits for speech to end. */
export interface Speech {
  /** Whether there is a voice for the language. */
  has(lang: Lang): boolean
  /** Says a text instead of what is being said. */
  say(text: string, lang: Lang): void
  stop(): void
}

/** Exactly the language: 'ko' must not find Konkani ('kok'). */
const TAGS: Readonly<Record<Lang, RegExp>> = { ko: /^ko(-|_|$)/i, en: /^en(-|_|$)/i }

/** The browser's own voices; none where the machine has none. */
export function browserSpeech(synthesis: SpeechSynthesis | undefined): Speech {
  const voice = (lang: Lang) => synthesis?.getVoices().find((one) => TAGS[lang].test(one.lang))
  return {
    has: (lang) => voice(lang) !== undefined,
    say(text, lang) {
      const speaker = voice(lang)
      if (!synthesis || !speaker || text.trim() === '') return
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.voice = speaker
      utterance.lang = speaker.lang
      synthesis.cancel()
      synthesis.speak(utterance)
    },
    stop: () => synthesis?.cancel(),
  }
}
