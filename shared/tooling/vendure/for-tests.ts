import { installedVendure, installVendure } from './install.ts'

/**
 * Whether the real shop can be run by a test; says so on stderr when it cannot, for no test is silently left out. It is installed where
 * `DANGOL_VENDURE=1` asks for it.
 */
export function canRunVendure(): boolean {
  if (installedVendure() !== null) return true
  const installed = process.env['DANGOL_VENDURE'] === '1' ? installVendure() : null
  if (installed !== null && 'home' in installed) return true
  const why = installed?.why ?? 'Vendure is not installed (npm run e2e:vendure installs it).'
  process.stderr.write(`\nNot run: ${why}\n`)
  return false
}
