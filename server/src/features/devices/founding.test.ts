import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemRandom } from '../../platform/system-ids.ts'
import { asId } from '../../testing/store-core.ts'
import { WRONG_SETUP_CODES_MAX } from './founding.ts'
import { isSigned, thumbprintOf } from './proof.ts'
import { isSameCode, noSetupCode, setupCodeFile } from './setup-code.ts'
import { newDevice } from './testing/device-in-hand.ts'
import { openTrustFloor, SETUP_CODE } from './testing/trust-floor.ts'

const open = () => {
  const floor = openTrustFloor()
  const device = newDevice()
  const found = (o: { setupCode?: string; pin?: string; by?: typeof device; address?: string } = {}) => {
    const { setupCode = SETUP_CODE, pin = '503917', by = device, address = '10.0.0.7' } = o
    const associate = { id: asId<AssociateId>('mina'), name: '미나' }
    const proof = floor.proven(by, 'found', [setupCode, associate.id, associate.name, pin])
    return floor.trust.found({ ...proof, setupCode, associate, pin }, address)
  }
  return { ...floor, device, found }
}
const refused = (code: string) => ({ ok: false, error: { code } })

describe('a store that nobody runs yet', () => {
  test('is founded by its set-up code: the first office is of the house, approved by nobody', async () => {
    const { found, trust, told, status, device } = open()
    expect(trust.isFounded()).toBe(false)
    const paired = { state: 'paired', deviceId: 'office-1', kind: 'office', storeName: { ko: '성수', en: 'Seongsu' } }
    expect(await found({ setupCode: SETUP_CODE.toLowerCase().replaceAll('-', ' ') })).toEqual({
      ok: true,
      value: paired,
    })
    expect(trust.isFounded()).toBe(true)
    expect(status(device)).toEqual({ ok: true, value: paired })
    expect(trust.snapshot('fleet')).toMatchObject([{ value: { id: 'office-1', pairedBy: null } }])
    expect(told.decided).toEqual(['devices.found office-1 founded'])
  })

  test('is founded once, also by two at the same time', async () => {
    const { found, trust } = open()
    const answers = await Promise.all([found(), found({ by: newDevice() })])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await found({ by: newDevice() })).toEqual(refused('already-founded'))
    expect(trust.snapshot('fleet')).toHaveLength(1)
  })

  test('is not founded with a weak PIN, and the code stays good', async () => {
    const { found, trust } = open()
    expect(await found({ pin: '123456' })).toEqual(refused('weak-pin'))
    expect(trust.snapshot('fleet')).toEqual([])
    expect(await found()).toMatchObject({ ok: true })
  })

  test('[A5] is not founded by guessing: five wrong codes of an address, twenty of all', async () => {
    const { found } = open()
    for (let at = 0; at < WRONG_SETUP_CODES_MAX; at++) {
      expect(await found({ setupCode: 'BBBB-BBBB-BBBB-BBBB' })).toEqual(refused('wrong-code'))
    }
    expect(await found()).toEqual(refused('too-many-tries'))
    for (let at = 0; at < 15; at++) await found({ setupCode: 'no code', address: `10.0.1.${at}` })
    expect(await found({ address: '10.0.2.1' })).toEqual(refused('too-many-tries'))
  })

  test('whose offices are lost gets another one by a code of its owner, and no other manager', async () => {
    const { found, trust, setUp, told } = open()
    await found()
    expect(trust.isFounded()).toBe(true)
    setUp.code = SETUP_CODE
    expect([trust.isFounded(), trust.hasManager()]).toEqual([false, true])
    const another = newDevice()
    expect(await found({ by: another, setupCode: 'BBBB-BBBB-BBBB-BBBB' })).toEqual(refused('wrong-code'))
    // A weak PIN would be refused for a manager.
    expect(await found({ by: another, pin: '123456' })).toMatchObject({ value: { deviceId: 'office-2' } })
    expect(await found({ by: newDevice() })).toEqual(refused('already-founded'))
    expect(told.decided.at(-1)).toBe('devices.found office-2 founded')
  })

  test('where no manager can sign in any more gets one by a code of its owner, also from an office of the house', async () => {
    const { found, setUp, told, device } = open()
    await found()
    Object.assign(setUp, { code: SETUP_CODE, makesManager: true })
    expect(await found({ by: device, pin: '123456' })).toEqual(refused('weak-pin'))
    expect(await found({ by: device })).toMatchObject({ value: { deviceId: 'office-1' } })
    expect(told.decided.slice(-2)).toEqual(['mina is manager again', 'devices.found office-1 manager'])
    expect(await found({ by: device })).toEqual(refused('already-founded'))
  })

  test('a proof for other words founds nothing', async () => {
    const { trust, proven, device } = open()
    const associate = { id: asId<AssociateId>('mina'), name: '미나' }
    const proof = proven(device, 'found', [SETUP_CODE, 'mina', '미나', '503917'])
    const asked = { ...proof, setupCode: SETUP_CODE, associate, pin: '503918' }
    expect(await trust.found(asked, '10.0.0.7')).toEqual(refused('bad-proof'))
  })
})

describe('the set-up code', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-setup-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('is made once, in a file of its owner alone, and goes when it is forgotten', () => {
    const path = join(folder, 'data', 'setup-code')
    const file = setupCodeFile(path)
    expect(file.read()).toBeNull()
    const made = file.make(systemRandom)
    expect(made).toMatch(/^([BCDFGHJKLMNPQRSTVWXZ]{4}-){3}[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    expect([file.make(systemRandom), setupCodeFile(path).read()]).toEqual([null, made])
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual([`${made}\n`, 0o600])
    file.forget()
    file.forget()
    expect(file.read()).toBeNull()
  })

  test('a file that holds something else stops the start with a sentence', () => {
    const path = join(folder, 'setup-code')
    writeFileSync(path, 'let me in')
    expect(() => setupCodeFile(path).make(systemRandom)).toThrow(/cannot be read/)
  })

  test.each([
    [SETUP_CODE, SETUP_CODE, true],
    [SETUP_CODE, ' bcdfghjklmnpqrst ', true],
    [SETUP_CODE, 'BCDF-GHJK-LMNP-QRSV', false],
    [SETUP_CODE, 'BCDF-GHJK', false],
    [SETUP_CODE, '', false],
    [null, '', false],
    ['', '', false],
    ['let me in', 'let me in', false],
  ])('%s is met by %o: %s', (code, typed, isSame) => {
    expect(isSameCode(code, typed)).toBe(isSame)
  })

  test('where there is none, nothing is it', () => {
    noSetupCode.forget()
    expect(noSetupCode.read()).toBeNull()
  })
})

describe('a key', () => {
  test('is known to others by its RFC 7638 thumbprint (the example of RFC 8037 A.3)', () => {
    expect(thumbprintOf('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')).toBe(
      'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    )
  })

  test('in a second spelling, or that is none, has signed nothing', () => {
    const device = newDevice()
    const said = { what: 'pair' as const, challenge: 'c', host: 'h', claims: [] }
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = letters.indexOf(device.publicKey.at(-1) ?? '')
    const respelt = device.publicKey.slice(0, -1) + letters.charAt(last + 1)
    for (const publicKey of [respelt, 'AA', '']) {
      expect(isSigned({ ...said, publicKey }, device.sign({ ...said, publicKey }))).toBe(false)
    }
    const { publicKey } = device
    expect(isSigned({ ...said, publicKey }, device.sign({ ...said, publicKey }))).toBe(true)
  })
})
