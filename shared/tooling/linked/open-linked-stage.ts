import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openStage } from '../e2e/stage.ts'
import type { Stage } from '../e2e/stage.ts'
import { openVendure } from '../vendure/launch.ts'
import type { Vendure } from '../vendure/launch.ts'

/** A whole store whose online shop is a real Vendure. */
export interface LinkedStage {
  readonly stage: Stage
  readonly vendure: Vendure
  /** The newest sign-in code that the member service sent to an e-mail address. */
  codeFor(email: string): Promise<string>
  close(): Promise<void>
}

const WEBHOOK_SECRET = 'the secret of the messages of a test shop'

/** @param asLinked what the store's link says instead of what the seeded shop suggests */
export async function openLinkedStage(
  asLinked: (link: Vendure['link']) => Vendure['link'] = (link) => link,
): Promise<LinkedStage> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'dangol-linked-'))
  const vendure = await openVendure({ webhook: { url: 'http://127.0.0.1:9/hooks/shop', secret: WEBHOOK_SECRET } })
  try {
    const linkFile = join(dataFolder, 'link.json')
    writeFileSync(linkFile, JSON.stringify(asLinked(vendure.link)))
    const logFile = process.env['DANGOL_STAGE_LOG']
    const stage = await openStage({
      dataFolder,
      env: { DANGOL_LINK: linkFile },
      // Where something fails here, what the processes said of it is worth a file.
      ...(logFile === undefined ? {} : { logFile }),
    })
    return {
      ...{ stage, vendure },
      codeFor: (email) => newestCode(join(dataFolder, 'outbox-mail.log'), email),
      async close() {
        await stage.close()
        await vendure.stop()
      },
    }
  } catch (error) {
    await vendure.stop()
    throw error
  }
}

/** Written beside the answer to the phone, so it may come a moment later. */
async function newestCode(path: string, email: string): Promise<string> {
  const code = (): string | null => {
    const letters = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
    return letters.findLast((line) => line.includes(`\t${email}\t`))?.split('\t')[2] ?? null
  }
  await expect.poll(code, { timeout: 15_000 }).not.toBeNull()
  return code() ?? ''
}
