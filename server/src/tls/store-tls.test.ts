import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StartRefusal } from '../platform/start-refusal.ts'
import { systemClock } from '../platform/system-clock.ts'
import { systemRandom } from '../platform/system-ids.ts'
import { AUTHORITY_DAYS, LEAF_DAYS, makeAuthority, makeLeaf } from './certificates.ts'
import type { Pair } from './certificates.ts'
import { readServedCertificate } from './served-certificate.ts'
import { makeStoreTls } from './store-tls.ts'

const DAY_MS = 24 * 60 * 60_000
const LOOPBACK = { names: ['localhost'], addresses: ['127.0.0.1'] }

/** How a client that trusts only `ca` fares with a server of this certificate: 'connected', or the code of its refusal. */
async function meet(served: Pair, ca: string, servername = 'localhost'): Promise<string> {
  const server = createServer(served, (_request, response) => response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const outcome = await new Promise<string>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, ca, ...(servername === '' ? {} : { servername }) }, () => {
      resolve(socket.authorized ? 'connected' : 'unauthorised')
      socket.end()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code}: ${error.message}`))
  })
  server.close()
  return outcome
}
const now = (byMs = 0) => ({ nowMs: systemClock.nowMs() + byMs, random: systemRandom })
const authority = (named = LOOPBACK) => makeAuthority('A store', named, { ...now(), days: AUTHORITY_DAYS })
const leaf = (of: Pair, named = LOOPBACK, byMs = 0) => makeLeaf(of, named, { ...now(byMs), days: LEAF_DAYS })

describe('the authority of a store', () => {
  test('who trusts it reaches the store by its name and by its address', async () => {
    const ca = await authority()
    const served = await leaf(ca)
    expect(await meet(served, ca.cert)).toBe('connected')
    expect(await meet(served, ca.cert, '')).toBe('connected')
  })

  test('[A12] a rogue device of the network with another authority is not the store', async () => {
    const [ca, other] = [await authority(), await authority()]
    expect(await meet(await leaf(other), ca.cert)).toMatch(/UNABLE_TO|SELF_SIGNED|SIGNATURE/)
  })

  test.each([
    ['a foreign name', { names: ['bank.example'], addresses: [] }, 'bank.example'],
    ['a foreign name beside its own', { names: ['localhost', 'bank.example'], addresses: [] }, 'localhost'],
    ['a foreign address', { names: ['localhost'], addresses: ['127.0.0.2'] }, 'localhost'],
    ['an address of the other kind', { names: ['localhost'], addresses: ['::1'] }, 'localhost'],
  ])('[A12] cannot vouch for %s', async (_what, named, servername) => {
    const ca = await authority()
    expect(await meet(await leaf(ca, named), ca.cert, servername)).toContain('permitted subtree violation')
  })

  test('[A12] that is for names only vouches for no address, and the other way round', async () => {
    const ofNames = await authority({ names: ['localhost'], addresses: [] })
    const ofAddresses = await authority({ names: [], addresses: ['127.0.0.1'] })
    expect(await meet(await leaf(ofNames), ofNames.cert)).toContain('excluded subtree violation')
    expect(await meet(await leaf(ofAddresses), ofAddresses.cert)).toContain('excluded subtree violation')
    expect(await meet(await leaf(ofNames, { names: ['localhost'], addresses: [] }), ofNames.cert)).toBe('connected')
  })

  test('[A12] a certificate that is over is refused', async () => {
    const ca = await authority()
    expect(await meet(await leaf(ca, LOOPBACK, -91 * DAY_MS), ca.cert)).toContain('CERT_HAS_EXPIRED')
  })

  test('a certificate is no authority itself', async () => {
    const ca = await authority()
    const stolen = await leaf(ca)
    expect(await meet(await leaf(stolen), `${ca.cert}${stolen.cert}`)).not.toBe('connected')
  })

  test('says on its face what it is', async () => {
    const ca = new X509Certificate((await authority()).cert)
    expect(ca.ca).toBe(true)
    expect(Math.round((ca.validToDate.getTime() - systemClock.nowMs()) / DAY_MS)).toBe(AUTHORITY_DAYS)
    const made = new X509Certificate((await leaf(await authority())).cert)
    expect([made.ca, made.subjectAltName]).toEqual([false, 'DNS:localhost, IP Address:127.0.0.1'])
  })
})

describe('the folder of the store’s certificate', () => {
  let base: string
  beforeEach(() => void (base = mkdtempSync(join(tmpdir(), 'dangol-tls-'))))
  afterEach(() => rmSync(base, { recursive: true, force: true }))
  const make = (o: Partial<Parameters<typeof makeStoreTls>[0]> = {}) =>
    makeStoreTls({
      ...{ folder: join(base, 'tls'), authorityFolder: join(base, 'authority'), useSpare: false },
      ...{ names: [], addresses: [], ...now(), ...o },
    })
  const trusted = () => readFileSync(join(base, 'tls', 'ca.crt'), 'utf8')

  test('is made whole, and is its owner’s alone', async () => {
    const { madeAuthority } = await make(LOOPBACK)
    const served = readServedCertificate(join(base, 'tls'))
    expect([madeAuthority, served.names]).toEqual([true, ['localhost', '127.0.0.1']])
    expect(await meet(served, trusted())).toBe('connected')
    for (const folder of ['tls', 'authority']) {
      for (const file of readdirSync(join(base, folder))) {
        expect(statSync(join(base, folder, file)).mode & 0o777).toBe(0o600)
      }
    }
    expect(readdirSync(join(base, 'tls')).sort()).toEqual(['ca.crt', 'store.crt', 'store.key'])
  })

  test('is renewed by the same authority, for the same names, and with the spare', async () => {
    await make(LOOPBACK)
    const [before, first] = [trusted(), readServedCertificate(join(base, 'tls'))]
    expect(await make()).toMatchObject({ madeAuthority: false, named: LOOPBACK })
    const second = readServedCertificate(join(base, 'tls'))
    await make({ useSpare: true })
    const third = readServedCertificate(join(base, 'tls'))
    expect(trusted()).toBe(before)
    expect(new Set([first.cert, second.cert, third.cert]).size).toBe(3)
    for (const served of [second, third]) expect(await meet(served, before)).toBe('connected')
  })

  test.each([
    [{}, /Say by which names/],
    [{ names: ['No Name'] }, /is not a name/],
    [{ names: ['127.0.0.1'] }, /is not a name/],
    [{ addresses: ['localhost'] }, /not an address/],
  ])('%o makes nothing', async (named, sentence) => {
    await expect(make(named)).rejects.toThrow(StartRefusal)
    await expect(make(named)).rejects.toThrow(sentence)
    expect(readdirSync(base)).toEqual([])
  })

  test('is not made for what its authority may not vouch for, nor without its key', async () => {
    await make(LOOPBACK)
    await expect(make({ names: ['bank.example'] })).rejects.toThrow(/may vouch for localhost, 127.0.0.1 only/)
    await expect(make({ names: ['kiosk.localhost'] })).resolves.toBeDefined()
    rmSync(join(base, 'authority', 'ca.key'))
    await expect(make()).rejects.toThrow(/bring it back/)
  })

  test('a key that others can read, or of another certificate, stops the start with a sentence', async () => {
    await make(LOOPBACK)
    const key = join(base, 'tls', 'store.key')
    writeFileSync(key, (await authority()).key)
    expect(() => readServedCertificate(join(base, 'tls'))).toThrow(/is not that of the certificate/)
    writeFileSync(key, 'nothing')
    expect(() => readServedCertificate(join(base, 'tls'))).toThrow(/not what it should be/)
    rmSync(key)
    expect(() => readServedCertificate(join(base, 'tls'))).toThrow(/cannot be read/)
    writeFileSync(key, 'nothing', { mode: 0o644 })
    expect(() => readServedCertificate(join(base, 'tls'))).toThrow(/Others can read/)
  })
})
