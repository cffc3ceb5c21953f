import { readConfig } from '../../config.ts'
import { readStore } from '../../features/stores/read-store.ts'
import { sentenceOf, StartRefusal } from '../../platform/start-refusal.ts'
import { systemClock, systemTimers } from '../../platform/system-clock.ts'
import { systemRandom } from '../../platform/system-ids.ts'
import { dryRun } from './dry-run.ts'
import { askOnce } from './probe-watch.ts'
import { readLink } from './read-link.ts'
import { sayDryRun, sayProbe } from './report.ts'
import type { Report } from './report.ts'
import type { StoreLink } from './store-link.ts'

const KEY_BYTES = 32

/** Tries the link file that DANGOL_LINK names before a store opens: `probe` asks the shop, `dry-run` reads a few records besides. */
try {
  const report = await run(process.argv[2])
  process.stdout.write(report.text)
  process.exitCode = report.isFine ? 0 : 1
} catch (error) {
  const sentence = sentenceOf(error)
  if (sentence === null) throw error
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

async function run(what: string | undefined): Promise<Report> {
  if (what !== 'probe' && what !== 'dry-run') throw new StartRefusal('npm run link -- probe|dry-run')
  const { linkFile, storeFile } = readConfig(process.env)
  if (linkFile === null)
    throw new StartRefusal('Set DANGOL_LINK to the link file; without it the embedded shop is used.')
  const store = readStore(storeFile)
  // Nothing is kept and nobody is called by an alias, so that any key will do.
  const peopleKey = Buffer.from(systemRandom(KEY_BYTES)).toString('hex')
  const link: StoreLink = readLink(linkFile, { clock: systemClock, store, peopleKey })
  if (what === 'probe') return sayProbe(link.host, await askOnce(link.connector, new AbortController().signal))
  return sayDryRun(link.host, await dryRun({ ...link, timers: systemTimers, timeZone: store.timeZone }))
}
