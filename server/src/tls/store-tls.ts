import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { addressBytes } from '../platform/address-bytes.ts'
import { StartRefusal } from '../platform/start-refusal.ts'
import { AUTHORITY_DAYS, LEAF_DAYS, makeAuthority, makeLeaf } from './certificates.ts'
import type { Making, Pair } from './certificates.ts'
import type { Named } from './name-constraints.ts'
import { AUTHORITY_FILE, CERTIFICATE_FILE, KEY_FILE } from './served-certificate.ts'

export interface StoreTlsDeps extends Omit<Making, 'days'>, Named {
  /** Gets what the store server needs: DANGOL_TLS. */
  readonly folder: string
  /** Keeps the authority and its spare. */
  readonly authorityFolder: string
  readonly useSpare: boolean
}

const NamedSchema = z.strictObject({ names: z.array(z.string()), addresses: z.array(z.string()) })
const NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const AUTHORITIES = ['ca', 'spare'] as const

/**
 * Makes the store's own authority with a spare at the first run, and a new certificate of it at every run. Without names it is
 * for those that the authority is for. Refuses with a StartRefusal: names it may not vouch for, a key that was taken away.
 */
export async function makeStoreTls(
  o: StoreTlsDeps,
): Promise<{ madeAuthority: boolean; named: Named; endsAtMs: number }> {
  const asked = wellFormed(o)
  const allowedPath = join(o.authorityFolder, 'allowed.json')
  const madeAuthority = !existsSync(allowedPath)
  if (madeAuthority) await makeAuthorities(o, asked, allowedPath)
  const allowed = NamedSchema.parse(JSON.parse(readFileSync(allowedPath, 'utf8')))
  const named = asked.names.length + asked.addresses.length === 0 ? allowed : asked
  assertAllowed(named, allowed, o.authorityFolder)
  const leaf = await makeLeaf(readAuthority(o), named, { ...o, days: LEAF_DAYS })
  mkdirSync(o.folder, { recursive: true, mode: 0o700 })
  const trusted = AUTHORITIES.map((one) => readFileSync(join(o.authorityFolder, `${one}.crt`), 'utf8')).join('')
  write(join(o.folder, AUTHORITY_FILE), trusted)
  write(join(o.folder, KEY_FILE), leaf.key)
  write(join(o.folder, CERTIFICATE_FILE), leaf.cert)
  return { madeAuthority, named, endsAtMs: o.nowMs + LEAF_DAYS * 24 * 60 * 60_000 }
}

async function makeAuthorities(o: StoreTlsDeps, named: Named, allowedPath: string): Promise<void> {
  const [first] = [...named.names, ...named.addresses]
  if (first === undefined) {
    throw new StartRefusal(
      'Say by which names or addresses devices reach this store: --name store-7.internal, --address 192.168.0.7.',
    )
  }
  mkdirSync(o.authorityFolder, { recursive: true, mode: 0o700 })
  for (const one of AUTHORITIES) {
    const made = await makeAuthority(`Dangol ${one} ${first}`.slice(0, 64), named, { ...o, days: AUTHORITY_DAYS })
    write(join(o.authorityFolder, `${one}.crt`), made.cert)
    write(join(o.authorityFolder, `${one}.key`), made.key)
  }
  // Last: half an authority is none.
  write(allowedPath, `${JSON.stringify(named, null, 2)}\n`)
}

function readAuthority({ authorityFolder, useSpare }: StoreTlsDeps): Pair {
  const one = useSpare ? 'spare' : 'ca'
  const keyPath = join(authorityFolder, `${one}.key`)
  if (!existsSync(keyPath)) {
    throw new StartRefusal(
      `${keyPath} is not there: bring it back from where it is kept, or name its folder with --authority.`,
    )
  }
  return { cert: readFileSync(join(authorityFolder, `${one}.crt`), 'utf8'), key: readFileSync(keyPath, 'utf8') }
}

function wellFormed({ names, addresses }: Named): Named {
  const lower = { names: names.map((name) => name.toLowerCase()), addresses: addresses.map((one) => one.toLowerCase()) }
  const wrong =
    lower.names.find((name) => !NAME.test(name) || addressBytes(name) !== null) ??
    lower.addresses.find((address) => addressBytes(address) === null)
  if (wrong !== undefined)
    throw new StartRefusal(`"${wrong}" is not a name for --name, or not an address for --address.`)
  return lower
}

function assertAllowed(named: Named, allowed: Named, folder: string): void {
  const isUnder = (name: string, base: string) => name === base || name.endsWith(`.${base}`)
  const foreign =
    named.names.find((name) => !allowed.names.some((base) => isUnder(name, base))) ??
    named.addresses.find((address) => !allowed.addresses.includes(address))
  if (foreign === undefined) return
  const may = [...allowed.names, ...allowed.addresses].join(', ')
  throw new StartRefusal(
    `The authority in ${folder} may vouch for ${may} only, not for ${foreign}: move the folder away to make a new one, and give every device its ca.crt.`,
  )
}

/** Whole or not at all, and its owner's alone. */
function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
