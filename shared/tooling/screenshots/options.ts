import { parseArgs } from 'node:util'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { SURFACES } from '../e2e/walk-stop.ts'
import type { Surface } from '../e2e/walk-stop.ts'

export interface GalleryOptions {
  readonly surfaces: readonly Surface[]
  readonly langs: readonly Lang[]
  readonly folder: string
}

const LANGS = ['ko', 'en'] as const
const USAGE = 'npm run screenshots [-- --only kiosk|phone|tablet|office --lang ko|en --out FOLDER]'

/** Reads the command's arguments. Refuses: 'unknown-option' with how to write them. */
export function readOptions(args: readonly string[]): Result<GalleryOptions, { code: 'unknown-option'; why: string }> {
  const options = { only: { type: 'string' }, lang: { type: 'string' }, out: { type: 'string' } } as const
  let values: { only?: string; lang?: string; out?: string }
  try {
    values = parseArgs({ args: [...args], options }).values
  } catch {
    return refuse('unknown-option', { why: USAGE })
  }
  const surfaces = SURFACES.filter((surface) => values.only === undefined || values.only === surface)
  const langs = LANGS.filter((lang) => values.lang === undefined || values.lang === lang)
  if (surfaces.length === 0 || langs.length === 0) return refuse('unknown-option', { why: USAGE })
  return ok({ surfaces, langs, folder: values.out ?? 'gallery' })
}
