import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { KioskVisit } from '@dangol/protocol/bridge.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { expect, it } from 'vitest'
import { configurationView, visitId, visitView } from '../testing/fixtures.ts'
import { createRefusedSaves } from './refused-saves.ts'

const mine = (revision: number, more = {}) => configurationView(7, { revision, ...more })
const draft = (revision: number): ConfigurationDraft => {
  const { id, familyId, modelVersion, name, personaId, secret, choices } = mine(revision)
  return { id, familyId, modelVersion, revision, name, personaId, secret, choices }
}

/** Saves that are noted instead of sent. */
function open() {
  const saved: ConfigurationDraft[] = []
  const now: { visit: KioskVisit | null } = { visit: visitView(1) }
  const saves = createRefusedSaves({
    run: (_request, input) => {
      // Nothing but saves comes from here.
      saved.push((input as { draft: ConfigurationDraft }).draft)
      return new Promise(() => undefined)
    },
    ids: systemIds,
    visit: () => now.visit,
  })
  return { saves, saved, now }
}
const turnEnds = () => new Promise((resolve) => setImmediate(resolve))

it('[H6] of saves refused together the newest goes on, once, as a copy of its own', async () => {
  const { saves, saved } = open()
  saves.refused(visitId(1), mine(2, { name: 'second' }))
  saves.refused(visitId(1), mine(4, { name: 'fourth' }))
  saves.refused(visitId(1), mine(3, { name: 'third' }))
  await turnEnds()
  expect(saved).toMatchObject([{ name: 'fourth', revision: 0 }])
  expect(saved[0]?.id).not.toBe(mine(1).id)
})

it('[H6] what rests on a refused save goes into the copy, what rests on theirs stays where it is', async () => {
  const { saves, saved, now } = open()
  saves.refused(visitId(1), mine(2))
  await turnEnds()
  const copy = saved[0]?.id as ConfigurationId
  expect(saves.redirected(draft(2))).toEqual({ ...draft(2), id: copy, revision: 0 })
  now.visit = visitView(1, { configurations: [{ ...mine(2), id: copy, revision: 5 }] })
  expect(saves.redirected(draft(2))).toMatchObject({ id: copy, revision: 5 })
  // Revision 3 is the store's own, shown since.
  expect(saves.redirected(draft(3))).toEqual(draft(3))
  const other = { ...draft(2), id: configurationView(8).id }
  expect(saves.redirected(other)).toBe(other)
})

it('[A8] nothing of a visit that is over is copied into the next one', async () => {
  const { saves, saved, now } = open()
  saves.refused(visitId(1), mine(2))
  now.visit = visitView(2)
  await turnEnds()
  expect(saved).toEqual([])
  saves.forget()
  expect(saves.redirected(draft(2))).toEqual(draft(2))
})
