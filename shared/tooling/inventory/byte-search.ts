import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** One thing that must be told from everything else wherever it stands. */
export interface Canary<Kind extends string> {
  readonly kind: Kind
  readonly text: string
}

/** The bytes of a disk, file by file. */
export type Disk = ReadonlyMap<string, Buffer>

/** Where something was found: which canary, in which file, written in which way. */
export interface Find<Kind extends string> {
  readonly kind: Kind
  readonly text: string
  readonly file: string
  readonly form: string
}

/** Every file in a folder and below, as it lies there: databases with their logs and free pages. */
export function diskIn(folder: string): Disk {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.flatMap(({ parentPath, name }) => {
      const path = join(parentPath, name)
      const bytes = read(path)
      return bytes === null ? [] : [[relative(folder, path), bytes] as const]
    }),
  )
}

/** What processes printed, as a disk of its own. */
export const diskOf = (files: Readonly<Record<string, string>>): Disk =>
  new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text)]))

/** Every canary that stands on the disk, in whatever form; once per file and canary. */
export function findIn<Kind extends string>(disk: Disk, canaries: readonly Canary<Kind>[]): Find<Kind>[] {
  return canaries.flatMap(({ kind, text }) => {
    const forms = formsOf(text)
    return [...disk].flatMap(([file, bytes]) => {
      const form = forms.find(({ needle }) => stands(bytes, needle, text))
      return form === undefined ? [] : [{ kind, text, file, form: form.name }]
    })
  })
}

interface Form {
  readonly name: string
  readonly needle: Buffer
}

const TEXTS: readonly [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['lower case', (text) => text.toLowerCase()],
  ['upper case', (text) => text.toUpperCase()],
  ['in parts of letters', (text) => text.normalize('NFD')],
  ['JSON', escaped],
  ['address', (text) => encodeURIComponent(text)],
]

/** The ways in which programs write a text. */
function formsOf(text: string): Form[] {
  const all = TEXTS.flatMap(([name, write]) => {
    const written = write(text)
    const utf8 = Buffer.from(written, 'utf8')
    const utf16 = Buffer.from(written, 'utf16le')
    return [
      { name: `${name}, utf8`, needle: utf8 },
      { name: `${name}, utf16`, needle: utf16 },
      { name: `${name}, hex`, needle: Buffer.from(utf8.toString('hex')) },
      { name: `${name}, HEX`, needle: Buffer.from(utf8.toString('hex').toUpperCase()) },
      ...[utf8, utf16].flatMap((bytes) => base64Of(bytes).map((needle) => ({ name: `${name}, base64`, needle }))),
    ]
  })
  const seen = new Set<string>()
  return all.filter(({ needle }) => {
    const key = needle.toString('latin1')
    return !seen.has(key) && seen.add(key)
  })
}

/** In base64 three bytes are four letters: a text looks different by where it begins. Its first and last letters also tell of its neighbours. */
function base64Of(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '')
    const bits = { from: before * 8, to: (before + bytes.length) * 8 }
    const certain = whole.slice(Math.ceil(bits.from / 6), Math.floor(bits.to / 6))
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')].map((text) => Buffer.from(text))
  })
}

const BEYOND_ASCII = /[^\x20-\x7e]/g
function escaped(text: string): string {
  const unit = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).slice(1, -1).replaceAll(BEYOND_ASCII, unit)
}

const DIGITS = /^\d{1,8}$/
const PART_OF_A_NUMBER = /[0-9a-fA-F.+/_-]/

/** Few digits also turn up within times, ids and digests: they count where nothing of a number is beside them. */
function stands(bytes: Buffer, needle: Buffer, text: string): boolean {
  if (!DIGITS.test(text)) return bytes.includes(needle)
  if (needle.toString('latin1') !== text) return false
  const beside = (at: number): string => (at < 0 || at >= bytes.length ? ' ' : String.fromCharCode(bytes[at] ?? 32))
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    if (!PART_OF_A_NUMBER.test(beside(at - 1)) && !PART_OF_A_NUMBER.test(beside(at + needle.length))) return true
  }
  return false
}

/** Null for a file that went while it was looked for, as temporary ones do. */
function read(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}
