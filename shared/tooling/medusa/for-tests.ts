import { installMedusa } from './install.ts'
import { postgresPrograms } from './postgres.ts'

/**
 * Whether the real shop is run by a test; says so on stderr when it is not, for no test is silently left out. It takes minutes, so
 * it is run, and installed, where `DANGOL_MEDUSA=1` asks for it.
 */
export function canRunMedusa(): boolean {
  const why = whyNot()
  if (why === null) return true
  process.stderr.write(`\nNot run: ${why}\n`)
  return false
}

function whyNot(): string | null {
  if (postgresPrograms() === null) return 'Medusa needs PostgreSQL, which is not installed.'
  if (process.env['DANGOL_MEDUSA'] !== '1') {
    return 'the suite against a real Medusa takes eight minutes (DANGOL_MEDUSA=1 runs it, and installs 680 MB once).'
  }
  const installed = installMedusa()
  return 'why' in installed ? installed.why : null
}
