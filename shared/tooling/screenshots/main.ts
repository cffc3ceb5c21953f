import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { KIOSK_LANDSCAPE, KIOSK_PORTRAIT, openStage } from '../e2e/stage.ts'
import { walkFloor } from '../e2e/walk-floor.ts'
import type { Stop, Surface } from '../e2e/walk-stop.ts'
import { ROOT } from '../root.ts'
import { contactSheet } from './contact-sheet.ts'
import { readOptions } from './options.ts'
import type { GalleryOptions } from './options.ts'
import { createNumbering } from './shot-list.ts'
import type { Shot } from './shot-list.ts'

const options = readOptions(process.argv.slice(2))
if (options.ok) await takeGallery(options.value)
else {
  process.stderr.write(`${options.error.why}\n`)
  process.exitCode = 1
}

/** Walks through a store of its own for each language, both at once, and takes a picture of every stop. */
async function takeGallery({ surfaces, langs, folder }: GalleryOptions): Promise<void> {
  const into = resolve(ROOT, folder)
  mkdirSync(into, { recursive: true })
  const name = createNumbering()
  const taken = await Promise.all(langs.map((lang) => takeDay({ lang, surfaces, into, name })))
  const shots = taken.flat()
  writeFileSync(join(into, 'index.html'), contactSheet(shots))
  process.stdout.write(`${shots.length} pictures: ${join(into, 'index.html')}\n`)
}

interface Day {
  readonly lang: Lang
  readonly surfaces: readonly Surface[]
  readonly into: string
  readonly name: ReturnType<typeof createNumbering>
}

async function takeDay({ lang, surfaces, into, name }: Day): Promise<Shot[]> {
  const stage = await openStage()
  const shots: Shot[] = []
  try {
    for await (const stop of walkFloor({ stage, lang })) {
      if (surfaces.includes(stop.surface)) shots.push(...(await take(stop, lang, into, name)))
    }
  } finally {
    await stage.close()
  }
  return shots
}

/** One picture of a stop; of a kiosk's two, since stores hang the same screen both ways. */
async function take(stop: Stop, lang: Lang, into: string, name: Day['name']): Promise<Shot[]> {
  const { surface, page } = stop
  const picture = async (variant: readonly string[]): Promise<Shot> => {
    const shot = name(surface, stop.name, variant)
    await page.screenshot({ path: join(into, shot.file), animations: 'disabled' })
    process.stderr.write(`${shot.file}\n`)
    return shot
  }
  if (surface !== 'kiosk') return [await picture([lang])]
  const portrait = await picture(['portrait', lang])
  await page.setViewportSize(KIOSK_LANDSCAPE)
  const landscape = await picture(['landscape', lang])
  await page.setViewportSize(KIOSK_PORTRAIT)
  return [portrait, landscape]
}
