import { createReadStream, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { ImportRefusal } from './import-refusal.ts'

/** Told how much of the file on disk has been read, in bytes. */
export type OnRead = (bytes: number) => void

const BOM_UTF8 = Buffer.from([0xef, 0xbb, 0xbf])

/** Size of the file on disk. Refuses what is not there or is not a file. */
export function fileSize(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new ImportRefusal(`There is no file ${path}.`)
  if (!found.isFile()) throw new ImportRefusal(`${path} is not a file.`)
  return found.size
}

/**
 * The text bytes of a file: unpacked when it begins like gzip, whatever its name, and without a UTF-8 byte order mark.
 * Refuses UTF-16 and a damaged or cut-off gzip file, each with a sentence.
 */
export async function* fileBytes(path: string, onRead: OnRead): AsyncGenerator<Buffer> {
  const head = await firstBytes(path)
  const isGzip = head[0] === 0x1f && head[1] === 0x8b
  const source = createReadStream(path, { highWaterMark: 256 * 1024 })
  let bytes = 0
  source.on('data', (chunk) => onRead((bytes += chunk.length)))
  let isFirst = true
  try {
    for await (const chunk of isGzip ? pipeErrors(source, createGunzip()) : source) {
      // Streams without an encoding give Buffers.
      const buffer = chunk as Buffer
      yield isFirst ? withoutMark(buffer, path) : buffer
      isFirst = false
    }
  } catch (error) {
    if (error instanceof ImportRefusal) throw error
    const why = error instanceof Error ? error.message : 'unknown reason'
    throw new ImportRefusal(`${path} cannot be read to its end (${why}). Nothing of it was loaded.`)
  } finally {
    source.destroy()
  }
}

function pipeErrors(source: ReturnType<typeof createReadStream>, gunzip: ReturnType<typeof createGunzip>) {
  source.on('error', (error) => gunzip.destroy(error))
  return source.pipe(gunzip)
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function withoutMark(first: Buffer, path: string): Buffer {
  const isUtf16 = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff)
  if (isUtf16) throw new ImportRefusal(`${path} is UTF-16. Save it as CSV in UTF-8 and try again.`)
  return first.subarray(0, 3).equals(BOM_UTF8) ? first.subarray(3) : first
}
