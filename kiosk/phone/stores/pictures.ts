import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { PictureCharacteristic } from '@dangol/domain/catalogue/model.ts'
import { checkPictureFile, digestOf, pictureName } from '@dangol/domain/catalogue/picture-file.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { useShop } from '../shop.ts'

/** What a picture is for. */
export interface PicturePlace {
  readonly model: { readonly id: FamilyId; readonly version: number }
  readonly characteristic: PictureCharacteristic
}

/** The shopper's own pictures, as small copies to look at; only their own phone has them. */
export const usePictures = defineStore('pictures', () => {
  const { client, shrink } = useShop()
  /** By name; null for one that the shop does not have. */
  const copies = shallowReactive(new Map<string, string | null>())
  const asked = new Set<string>()

  /** A picture to look at, fetched when it is first asked for; null until it is there. */
  function of(name: string): string | null {
    const digest = digestOf(name)
    if (!copies.has(name) && digest !== null && !asked.has(name)) {
      asked.add(name)
      void fetchCopy(name, digest)
    }
    return copies.get(name) ?? null
  }

  async function fetchCopy(name: string, digest: string): Promise<void> {
    const answer = await client.download(`/api/pictures/${digest}`)
    // Asked again when it is next looked at.
    if (!answer.ok && answer.error.code !== 'not-found') return void asked.delete(name)
    const copy = answer.ok ? await shrink(answer.value) : null
    // Whoever asked may have left meanwhile.
    if (asked.has(name)) copies.set(name, copy)
  }

  /**
   * Sends a file and gives the name to choose it by. Refuses what the shop would refuse, before anything is sent: 'wrong-type',
   * 'too-large', 'too-small'; and with the shop's own codes.
   */
  async function send(file: Blob, { model, characteristic }: PicturePlace) {
    if (file.size > characteristic.bytesMax) return refuse('too-large')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const checked = checkPictureFile(characteristic, bytes)
    if (!checked.ok) return checked
    const copy = await shrink(file)
    if (copy === null) return refuse('wrong-type')
    const name = pictureName(bytes)
    const place = new URLSearchParams({ family: model.id, version: String(model.version), of: characteristic.id })
    const answer = await client.upload(`/api/pictures/${digestOf(name)}?${place}`, file)
    if (!answer.ok) return answer
    asked.add(name)
    copies.set(name, copy)
    return ok(name)
  }

  /** When somebody else signs in, or nobody. */
  function forget(): void {
    asked.clear()
    copies.clear()
  }

  /** Whether the shop said that it does not have it. */
  const isMissing = (name: string): boolean => copies.get(name) === null

  return { of, send, isMissing, forget }
})
