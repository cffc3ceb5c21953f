/** Two soft tones that say 'look here': the sound that goes with a time warning (recognition-ux 6.2 A8). */
const TONES_HZ = [660, 880]
const TONE_S = 0.22
/** Well under what a neighbour would turn round for. */
const VOLUME = 0.12

/** Plays the cue once. Silent where the machine has no sound: the words on the screen say the same. */
export function playChime(): void {
  try {
    const audio = new AudioContext()
    const tones = TONES_HZ.map((frequency, at) => tone(audio, frequency, audio.currentTime + at * TONE_S))
    tones.at(-1)?.addEventListener('ended', () => void audio.close())
  } catch {
    // A machine without a sound device refuses to open one.
  }
}

function tone(audio: AudioContext, frequency: number, from: number): OscillatorNode {
  const source = new OscillatorNode(audio, { frequency })
  const volume = new GainNode(audio, { gain: 0 })
  volume.gain.linearRampToValueAtTime(VOLUME, from + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_S)
  source.connect(volume).connect(audio.destination)
  source.start(from)
  source.stop(from + TONE_S)
  return source
}
