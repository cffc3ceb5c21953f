/** Two soft tones for a call, one for an arrival: heard beside a conversation, not over it. */
const TONES = { call: [659, 880], arrival: [587] } as const
const TONE_S = 0.22
const VOLUME = 0.12

/**
 * A chime that keeps silent where the browser has no sound. Until somebody touches the page a browser plays nothing: then the
 * newest is heard at the first touch, and none of those before it.
 */
export function createChime(): (kind: keyof typeof TONES) => Promise<void> {
  let audio: AudioContext | null = null
  let newest = 0
  return async (kind) => {
    audio ??= typeof AudioContext === 'undefined' ? null : new AudioContext()
    if (!audio) return
    const turn = ++newest
    // Even where it may play, a new context starts a moment after it is made.
    await audio.resume()
    if (turn !== newest) return
    for (const [index, hertz] of TONES[kind].entries()) playTone(audio, hertz, audio.currentTime + index * TONE_S)
  }
}

function playTone(audio: AudioContext, hertz: number, at: number): void {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(VOLUME, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, at + TONE_S)
  tone.connect(volume).connect(audio.destination)
  tone.start(at)
  tone.stop(at + TONE_S)
}
