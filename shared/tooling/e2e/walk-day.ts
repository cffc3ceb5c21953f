import type { Lang } from '@dangol/domain/text/localised.ts'
import { openStage } from './stage.ts'
import { walkFloor } from './walk-floor.ts'
import { gathered, problemsOf } from './walk-problems.ts'

/** A whole day in the store on a busy machine. */
export const DAY_WITHIN_MS = 1_200_000

/** Walks a whole day in a store of its own: what keeps people from using its screens, of those that `looksAt` names. */
export async function problemsOfDay(lang: Lang, looksAt: (stop: string) => boolean): Promise<string[]> {
  const stage = await openStage()
  const problems = new Map<string, string[]>()
  try {
    for await (const stop of walkFloor({ stage, lang })) {
      if (looksAt(stop.name)) problems.set(`${stop.surface} ${stop.name}`, await problemsOf(stop))
    }
  } finally {
    await stage.close()
  }
  return gathered(problems)
}
