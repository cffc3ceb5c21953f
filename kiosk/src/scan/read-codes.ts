import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Without this the reader would fetch its module from a public network (recognition-ux 7.2).
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })

/**
 * The first code in a picture, or null. Runs on the screen's own thread: one frame takes about ten milliseconds, and
 * Trusted Types would not let a worker be started from an address.
 */
export async function readCode(picture: ImageData): Promise<string | null> {
  const [found] = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true })
  return found?.isValid && found.text !== '' ? found.text : null
}
