import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Path of the Electron binary, or null when it was never fetched. Never loads the package: that would start a download. */
export function findElectron(packageFolder: string, overrideFolder: string | undefined): string | null {
  const pathFile = join(packageFolder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null
  const path = overrideFolder ? join(overrideFolder, name ?? 'electron') : name && join(packageFolder, 'dist', name)
  return path !== null && path !== '' && existsSync(path) ? path : null
}

/** Whether a store server answers at this address. */
export async function storeAnswers(storeUrl: string, ask: typeof fetch = fetch): Promise<boolean> {
  try {
    const answer = await ask(new URL('/healthz', storeUrl), { signal: AbortSignal.timeout(3000) })
    return answer.ok
  } catch {
    return false
  }
}

/** One sentence for a machine that cannot have the binary. */
export const noElectronSentence = (kioskUrl: string): string =>
  `Electron's binary is not on this machine and could not be fetched; the same kiosk runs in a browser at ${kioskUrl} (npm start).`

/** One sentence for a kiosk without a store. */
export const noStoreSentence = (storeUrl: string): string =>
  `No store server answers at ${storeUrl}: start it with "npm start", or name another one in DANGOL_STORE_URL.`
