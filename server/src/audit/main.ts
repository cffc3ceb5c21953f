import { readConfig } from '../config.ts'
import { sentenceOf } from '../platform/start-refusal.ts'
import { systemClock } from '../platform/system-clock.ts'
import { sayVerdict, verifyFile } from './verify-file.ts'

/** Checks a store's database, the one in the data folder or the one named; ends with 0 when nothing in it was altered, else with 1. */
try {
  const verdict = verifyFile(process.argv[2] ?? readConfig(process.env).database, systemClock.nowMs())
  process.stdout.write(sayVerdict(verdict))
  process.exitCode = verdict.whole ? 0 : 1
} catch (error) {
  const sentence = sentenceOf(error)
  if (sentence === null) throw error
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
