import type { ShallowRef } from 'vue'
import { onScopeDispose, ref, watch } from 'vue'
import { useServices } from '../services.ts'

export type CameraState = 'starting' | 'on' | 'refused'

/** Six looks a second: quick enough to feel immediate, light enough for a small machine. */
const LOOK_EVERY_MS = 160
/** Width in pixels that a picture is read at; a code held a hand away fills a third of it. */
const READ_WIDTH = 720

/** Shows the camera in a video element and calls `onCode` with every text that is read. The camera is off when the caller is gone. */
export function useCamera(video: Readonly<ShallowRef<HTMLVideoElement | null>>, onCode: (text: string) => void) {
  const { timers } = useServices()
  const state = ref<CameraState>('starting')
  const canvas = new OffscreenCanvas(READ_WIDTH, READ_WIDTH)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let stream: MediaStream | null = null
  let gone = false
  let looking = false

  async function start(element: HTMLVideoElement): Promise<void> {
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 } }, audio: false })
      if (gone) return stopTracks(opened)
      stream = opened
      element.srcObject = opened
      await element.play()
      state.value = 'on'
    } catch {
      state.value = 'refused'
    }
  }

  async function look(element: HTMLVideoElement): Promise<void> {
    if (looking || state.value !== 'on' || !context || element.videoWidth === 0) return
    looking = true
    try {
      canvas.width = READ_WIDTH
      canvas.height = Math.round((READ_WIDTH * element.videoHeight) / element.videoWidth)
      context.drawImage(element, 0, 0, canvas.width, canvas.height)
      // Loaded here, because only this screen needs the reader.
      const { readCode } = await import('./read-codes.ts')
      const text = await readCode(context.getImageData(0, 0, canvas.width, canvas.height))
      if (text !== null && !gone) onCode(text)
    } finally {
      looking = false
    }
  }

  watch(video, (element) => element && void start(element), { immediate: true })
  const cancel = timers.every(LOOK_EVERY_MS, () => video.value && void look(video.value))
  onScopeDispose(() => {
    gone = true
    cancel()
    stopTracks(stream)
  })
  return state
}

function stopTracks(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
