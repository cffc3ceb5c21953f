import { writeFileSync } from 'node:fs'
import { PNG } from 'pngjs'

/** Size of the fake camera's frames, like a plain webcam's. */
const WIDTH = 640
const HEIGHT = 480
const FRAMES = 10

/** Chromium's switches for a camera that plays the file at `path`, which is opened only when a page asks for the camera. */
export function cameraArgs(path: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ]
}

/** Writes a short Y4M film of what the camera sees: the picture, as a phone held still in front of it. */
export function filmOf(png: Uint8Array, path: string): void {
  const picture = PNG.sync.read(Buffer.from(png))
  const luma = Buffer.alloc(WIDTH * HEIGHT, 0x60)
  const scale = Math.min((HEIGHT * 0.9) / picture.height, (WIDTH * 0.9) / picture.width)
  const [width, height] = [Math.floor(picture.width * scale), Math.floor(picture.height * scale)]
  const [left, top] = [Math.floor((WIDTH - width) / 2), Math.floor((HEIGHT - height) / 2)]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (Math.floor(y / scale) * picture.width + Math.floor(x / scale)) * 4
      const [r = 0, g = 0, b = 0] = picture.data.subarray(at, at + 3)
      luma[(top + y) * WIDTH + left + x] = Math.round(16 + 0.859 * (0.299 * r + 0.587 * g + 0.114 * b))
    }
  }
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 0x80)
  const frames = Array.from({ length: FRAMES }, () => [Buffer.from('FRAME\n'), luma, grey]).flat()
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), ...frames]),
  )
}
