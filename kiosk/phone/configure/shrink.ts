/** A small copy of a picture as a `data:` URI; null for a file that this browser cannot read. */
export type Shrink = (file: Blob) => Promise<string | null>

/** The longer side of the copy: sharp in the drawing on a phone, and quick to redraw at every touch. */
const SIDE_MAX_PX = 640
const QUALITY = 0.85

/** Draws the picture, turned as its camera was held, on a canvas of its own. */
export const shrinkByCanvas: Shrink = async (file) => {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const scale = Math.min(1, SIDE_MAX_PX / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  // WebP keeps what is transparent; a browser that cannot write it gives PNG instead.
  return canvas.toDataURL('image/webp', QUALITY)
}
