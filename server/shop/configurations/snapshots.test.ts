import { randomBytes, verify } from 'node:crypto'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { parseRc1s, rc1sSignedBytes, RC1S_LASTS_MS } from '@dangol/domain/recognition/rc1s.ts'
import { tenantTag } from '@dangol/domain/recognition/rm1.ts'
import { SNAPSHOT_BYTES_MAX } from '@dangol/protocol/shop-roster.ts'
import { SnapshotCodeSchema } from '@dangol/protocol/shop-snapshots.ts'
import { describe, expect, test } from 'vitest'
import { readSnapshotContent, snapshotContent } from '../../src/platform/snapshot-content.ts'
import { demoPeople } from '../demo/demo.ts'
import { openStage, SIGNING_KEY } from '../testing/shop-stage.ts'

async function saved(choices: Record<string, string> = { colour: 'blue' }) {
  const stage = await openStage()
  stage.addMember('C-1')
  const phone = await stage.signIn('C-1')
  const mug = { ...stage.draft(), name: 'For Wren', choices }
  await phone.send('PUT', `/api/configurations/${mug.id}`, mug)
  return { ...stage, phone, mug, path: `/api/configurations/${mug.id}/snapshot` }
}

describe('a code that needs no internet', () => {
  test('[RC1] holds what was chosen, signed, for a day', async () => {
    const { phone, path, mug, time } = await saved()
    const { text, expiresAt } = SnapshotCodeSchema.parse((await phone.get(path)).body)
    expect(expiresAt).toBe(time.nowMs() + RC1S_LASTS_MS)
    const { content, signature } = parseRc1s(text) ?? expect.fail('no code')
    const signed = rc1sSignedBytes(tenantTag('test'), content)
    expect(verify(null, signed, SIGNING_KEY.publicKey, signature)).toBe(true)
    expect(readSnapshotContent(content)).toEqual({
      ...{ familyId: mug.familyId, modelVersion: mug.modelVersion, choices: mug.choices },
      expiresAt: Math.floor(expiresAt / 60_000) * 60_000,
    })
  })

  test('[RC1] says nothing of a person: no name, no id, and the same for whoever chose the same', async () => {
    const { phone, path, addMember, signIn, draft } = await saved()
    const { text } = SnapshotCodeSchema.parse((await phone.get(path)).body)
    addMember('C-2')
    const other = await signIn('C-2')
    const theirs = { ...draft(), name: 'Mine', choices: { colour: 'blue' } }
    await other.send('PUT', `/api/configurations/${theirs.id}`, theirs)
    const second = SnapshotCodeSchema.parse((await other.get(`/api/configurations/${theirs.id}/snapshot`)).body)
    expect(second.text).toBe(text)
    expect(Buffer.from(parseRc1s(text)?.content ?? []).toString('latin1')).not.toContain('Wren')
  })

  test('[RC1] is refused when the choices do not fit, in words of its own', async () => {
    const { phone, path } = await saved({ colour: 'blue', engraving: randomBytes(150).toString('base64url') })
    expect(await phone.get(path)).toMatchObject({ status: 422, body: { code: 'too-long-for-code' } })
  })

  test('[RC1] is only for its owner', async () => {
    const { addMember, signIn, path, json, phone, mug } = await saved()
    addMember('C-2')
    expect((await (await signIn('C-2')).get(path)).status).toBe(404)
    expect((await json('GET', path)).status).toBe(401)
    await phone.send('DELETE', `/api/configurations/${mug.id}`)
    expect((await phone.get(path)).status).toBe(404)
  })
})

test('[RC1] what a person makes of a real product fits into a code', () => {
  const made = demoPeople.flatMap(({ configurations }) => configurations)
  const fits = made.filter(
    ({ familyId, modelVersion, choices }) =>
      snapshotContent({ familyId: familyId as FamilyId, modelVersion, choices, expiresAt: 1_790_000_000_000 }).length <=
      SNAPSHOT_BYTES_MAX,
  )
  // Not the one of more than sixty characteristics.
  expect(new Set(fits.map(({ familyId }) => familyId)).size).toBe(
    new Set(made.map(({ familyId }) => familyId)).size - 1,
  )
})
