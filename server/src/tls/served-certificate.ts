import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StartRefusal } from '../platform/start-refusal.ts'
import type { ServedCertificate } from '../transport/http.ts'

export const CERTIFICATE_FILE = 'store.crt'
export const KEY_FILE = 'store.key'
/** What devices are given to trust: the store's own authority and its spare. */
export const AUTHORITY_FILE = 'ca.crt'

export interface StoreCertificate extends ServedCertificate {
  /** Names and addresses it is for; a wildcard is none. */
  readonly names: readonly string[]
  readonly endsAtMs: number
}

/** Reads what TLS is served with: of `npm run tls`, or the operator's own. Refuses with a StartRefusal that names the file. */
export function readServedCertificate(folder: string): StoreCertificate {
  const [certPath, keyPath] = [join(folder, CERTIFICATE_FILE), join(folder, KEY_FILE)]
  const [cert, key] = [read(certPath), read(keyPath)]
  if (process.platform !== 'win32' && (statSync(keyPath).mode & 0o077) !== 0) {
    throw new StartRefusal(`Others can read the key ${keyPath}: run chmod 600 on it.`)
  }
  const certificate = parsed(certPath, () => new X509Certificate(cert))
  if (!certificate.checkPrivateKey(parsed(keyPath, () => createPrivateKey(key)))) {
    throw new StartRefusal(
      `The key ${keyPath} is not that of the certificate ${certPath}: put both from the same place.`,
    )
  }
  return { cert, key, names: namesOf(certificate), endsAtMs: certificate.validToDate.getTime() }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new StartRefusal(`${path} cannot be read: make it with "npm run tls", or put your own there.`)
  }
}

function parsed<T>(path: string, parse: () => T): T {
  try {
    return parse()
  } catch {
    throw new StartRefusal(`${path} is not what it should be: make it anew with "npm run tls", or put your own there.`)
  }
}

/** `DNS:store-7.internal, IP Address:192.168.0.7` */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  const named = subjectAltName.split(', ').map((one) => /^(?:DNS|IP Address):(.+)$/.exec(one)?.[1]?.toLowerCase())
  return named.filter((name) => name !== undefined && !name.includes('*')).map(String)
}
