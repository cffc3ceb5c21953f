import { until } from '@dangol/client/testing/until.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useOwnStore } from '../../app/own-store.ts'
import { assistView, sharedDraft } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useTogetherStore } from './together-store.ts'

const OWN = 'kiosk:tablet-1' as const
let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const entry = (seq: number, assist: Assist | null, id: string) => ({
  ...{ seq, prev: seq - 1, type: 'assist.changed', at: 0 },
  puts: assist ? [{ kind: 'assist' as const, id, value: assist }] : [],
  dels: assist ? [] : [{ kind: 'assist', id }],
})
/** An associate whose help the shopper agreed to, with the shared draft open. */
async function helping() {
  const assist = assistView({ agreed: 'co-edit' })
  const draft = sharedDraft({ made: { upper: 'black' } })
  const puts = [{ kind: 'assist' as const, id: assist.id, value: assist }]
  app.store.catchUp(OWN, { kind: 'snapshot', epoch: 'e', head: 1, puts })
  app.store.catchUp(`visit:${assist.visitId}`, {
    ...{ kind: 'snapshot', epoch: 'e', head: 1 },
    puts: [{ kind: 'shared-draft', id: draft.id, value: draft as never }],
  })
  const together = app.use(useTogetherStore)
  app.use(useOwnStore).hold()
  await until(() => together.helpIn(assist.visitId).kind === 'agreed', 'the agreement')
  together.open(assist.visitId)
  await until(() => together.draft !== null, 'the draft')
  return { together, assist, draft }
}

describe('helping a shopper', () => {
  it('[H4] asks, and waits for the shopper’s answer on the kiosk', async () => {
    app.store.catchUp(OWN, { kind: 'snapshot', epoch: 'e', head: 0, puts: [] })
    app.store.answer('assist:ask', ({ assistId, visitId, mode }) => ({
      ok: true,
      value: assistView({ id: assistId, visitId, asked: mode }),
    }))
    const together = app.use(useTogetherStore)
    app.use(useOwnStore).hold()
    await until(() => app.link.status() === 'online', 'the link')
    const visitId = assistView().visitId
    await together.ask(visitId, 'suggest')
    expect(together.helpIn(visitId)).toEqual({ kind: 'waiting', asked: 'suggest', agreed: null })
  })

  it('[T3] loses its copy the moment the right is gone, and says that it ended', async () => {
    const { together, assist } = await helping()
    app.store.io.emit('log:revoked', { topic: `visit:${assist.visitId}` })
    await until(() => together.visitId === null, 'the end')
    expect([together.draft, together.helpIn(assist.visitId)]).toEqual([null, { kind: 'ended' }])
  })

  it('[H4] ends when the tablet’s own topic says so first', async () => {
    const { together, assist } = await helping()
    app.store.append(OWN, 'e', entry(2, null, assist.id))
    await until(() => together.visitId === null, 'the end')
    expect([together.draft, together.helpIn(assist.visitId)]).toEqual([null, { kind: 'ended' }])
  })

  it('[H4] stays, and says so, when the shopper allows less', async () => {
    const { together, assist, draft } = await helping()
    app.store.append(OWN, 'e', entry(2, { ...assist, agreed: 'view' }, assist.id))
    await until(() => together.help.kind === 'agreed' && together.help.mode === 'view', 'the change')
    expect([together.help, together.draft?.id]).toEqual([{ kind: 'agreed', mode: 'view', note: 'lowered' }, draft.id])
  })

  it('[H4] is left by the associate at once, and its end is no news then', async () => {
    app.store.answer('assist:leave', () => ({ ok: true, value: null }))
    const { together, assist } = await helping()
    await together.leave(assist.visitId)
    app.store.append(OWN, 'e', entry(2, null, assist.id))
    await until(() => app.use(useOwnStore).assists.length === 0, 'the word of it')
    expect([together.visitId, together.helpIn(assist.visitId)]).toEqual([null, { kind: 'none' }])
  })

  it('[T3] keeps nothing of what a shopper shared while the tablet is locked', async () => {
    app.store.answer('assist:leave', () => ({ ok: true, value: null }))
    const { together, assist } = await helping()
    together.forget()
    expect([together.visitId, together.draft, together.helpIn(assist.visitId).kind]).toEqual([null, null, 'none'])
    await until(() => app.store.received.some(({ name }) => name === 'assist:leave'), 'the leaving')
  })
})
