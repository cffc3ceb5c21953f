import { installedMedusa, installMedusa } from './install.ts'
import { postgresPrograms } from './postgres.ts'

/**
 * Whether the real shop can be run by a test; says so on stderr when it cannot, for no test is silently left out. It is installed
 * where `DANGOL_MEDUSA=1` asks for it.
 */
export function canRunMedusa(): boolean {
  const why = whyNot()
  if (why === null) return true
  process.stderr.write(`\nNot run: ${why}\n`)
  return false
}

function whyNot(): string | null {
  if (postgresPrograms() === null) return 'Medusa needs PostgreSQL, which is not installed.'
  if (installedMedusa() !== null) return null
  if (process.env['DANGOL_MEDUSA'] !== '1') return 'Medusa is not installed (DANGOL_MEDUSA=1 installs it, 680 MB).'
  const installed = installMedusa()
  return 'why' in installed ? installed.why : null
}
