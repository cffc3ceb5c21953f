import { computed, shallowRef } from 'vue'
import { usePictures } from '../stores/pictures.ts'
import type { PicturePlace } from '../stores/pictures.ts'

/** Codes that have a sentence of their own; any other is told as something that may work later. */
const TOLD = ['wrong-type', 'too-large', 'too-small', 'too-many', 'too-many-tries', 'offline'] as const
type Told = (typeof TOLD)[number] | 'other'
type Sending = { kind: 'idle' } | { kind: 'sending' } | { kind: 'refused'; code: Told }

const BYTES_PER_MB = 1_000_000

/** Choosing, sending and looking at one picture. `choose` is told the name of each one that the shop has taken. */
export function useOwnPicture(place: () => PicturePlace, chosen: () => string | null, choose: (name: string) => void) {
  const pictures = usePictures()
  const sending = shallowRef<Sending>({ kind: 'idle' })
  let latest: Blob | null = null

  async function send(file: Blob): Promise<void> {
    latest = file
    sending.value = { kind: 'sending' }
    const answer = await pictures.send(file, place())
    // Another one was chosen meanwhile.
    if (latest !== file) return
    sending.value = answer.ok ? { kind: 'idle' } : { kind: 'refused', code: told(answer.error.code) }
    if (answer.ok) choose(answer.value)
  }

  return {
    sending,
    send,
    /** A small copy to look at; null until it is there. */
    copy: computed(() => {
      const name = chosen()
      return name === null ? null : pictures.of(name)
    }),
    isMissing: computed(() => {
      const name = chosen()
      return name !== null && pictures.isMissing(name)
    }),
    /** What the picture has to be, for sentences. */
    bounds: computed(() => {
      const { types, bytesMax, widthMin, heightMin } = place().characteristic
      const names = types.map((type) => type.slice('image/'.length).toUpperCase().replace('WEBP', 'WebP'))
      const mb = Math.floor((bytesMax / BYTES_PER_MB) * 10) / 10
      return { types: names.join(', '), mb, width: widthMin, height: heightMin }
    }),
  }
}

const told = (code: string): Told => TOLD.find((known) => known === code) ?? 'other'
