import { digestOf } from './picture-file.ts'

/** The content of a shopper's own picture by its name, as a `data:` URI; null where it is not at hand. */
export type OwnPictures = (name: string) => string | null

/** Nobody's: on the kiosk and the tablet, which never get the file, a picture stands as a mark in its place. */
export const NO_PICTURES: OwnPictures = () => null

/** Nothing but a picture's bytes: no address to load from, no markup. */
const CONTENT = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/

/** A mountain under a sun on neutral ground, as screens everywhere show that here is a picture. */
const MARK =
  '<rect width="24" height="24" rx="2" fill="#e4e4e2" stroke="#a9a9a5" stroke-width=".5"/>' +
  '<circle cx="8" cy="8.5" r="2" fill="#a9a9a5"/><path d="M4 18L10 12L13 15L16 11.5L20 18Z" fill="#a9a9a5"/>'

/**
 * Markup of the choice of a picture within a box of the drawing's own units: the picture itself, whole and in the middle; a
 * neutral mark while its content is not at hand; nothing when none is chosen.
 */
export function drawOwnPicture(choice: unknown, box: readonly string[], pictures: OwnPictures): string {
  const [x, y, width, height] = box.map(Number)
  if (digestOf(choice) === null || box.length !== 4 || !box.every((side) => Number.isFinite(Number(side)))) return ''
  const place = `x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid meet"`
  const content = pictures(choice as string)
  return content !== null && CONTENT.test(content)
    ? `<image ${place} href="${content}"/>`
    : `<svg ${place} viewBox="0 0 24 24">${MARK}</svg>`
}
