import { expect, test } from 'vitest'
import { browserSpeech } from './speech.ts'

const voices = (...langs: string[]) =>
  ({ getVoices: () => langs.map((lang) => ({ lang })), cancel: () => undefined }) as unknown as SpeechSynthesis

test('Korean is found by its tag and never mistaken for Konkani', () => {
  expect(browserSpeech(voices('kok-IN', 'en-GB')).has('ko')).toBe(false)
  expect(browserSpeech(voices('kok-IN', 'ko-KR')).has('ko')).toBe(true)
  expect(browserSpeech(voices('ko_KR')).has('ko')).toBe(true)
})

test('a machine without voices has none and stays silent without complaint', () => {
  const speech = browserSpeech(undefined)
  expect(speech.has('en')).toBe(false)
  expect(() => speech.say('안녕하세요', 'ko')).not.toThrow()
})
