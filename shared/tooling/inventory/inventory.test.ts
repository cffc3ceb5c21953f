import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveThrough } from './busy-day.ts'
import { findIn } from './byte-search.ts'
import type { Find } from './byte-search.ts'
import { MOMENTS, problemsOn } from './expected.ts'
import type { Kind, Moment, Place } from './expected.ts'
import { openSite } from './site.ts'
import type { Site } from './site.ts'

const OPENED = ['server', 'kiosk', 'logs'] as const
type Opened = (typeof OPENED)[number]
type Finds = Record<Opened, Find<Kind>[]>

let site: Site
const seen: Partial<Record<Moment, Finds>> = {}

/** Opens the disks. What is found in the middle of things is added up: not everything is there at once. */
function open(moment: Moment = 'during', places: readonly Place[] = OPENED): void {
  const found = (place: Opened) => {
    const before = seen[moment]?.[place] ?? []
    return places.includes(place) ? [...before, ...findIn(site.disk(place), site.canaries)] : before
  }
  seen[moment] = { server: found('server'), kiosk: found('kiosk'), logs: found('logs') }
}
function problems(place: Opened, moment: Moment): string[] {
  const played = [...new Set(site.canaries.map(({ kind }) => kind))]
  return [...new Set(problemsOn(place, moment, { finds: seen[moment]?.[place] ?? [], played }))]
}

beforeAll(async () => {
  site = await openSite()
  await liveThrough(site, open)
})
afterAll(() => site.close())

for (const moment of MOMENTS) {
  test(`[A10] every byte of a store server’s disk, ${moment}: nothing but what docs/privacy.md says`, () => {
    expect(problems('server', moment)).toEqual([])
  })
  test(`every byte of a kiosk’s disk, ${moment}: nobody is named there`, () => {
    expect(problems('kiosk', moment)).toEqual([])
  })
  test(`all that was logged, ${moment}: no name, code or token`, () => {
    expect(problems('logs', moment)).toEqual([])
  })
}
