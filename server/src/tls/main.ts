import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder } from '../config.ts'
import { sentenceOf, StartRefusal } from '../platform/start-refusal.ts'
import { systemClock } from '../platform/system-clock.ts'
import { systemRandom } from '../platform/system-ids.ts'
import { makeStoreTls } from './store-tls.ts'

const USAGE = 'npm run tls -- --name store-7.internal --address 192.168.0.7 [--folder F] [--authority F] [--spare]'

try {
  await run()
} catch (error) {
  const sentence = sentenceOf(error)
  if (sentence === null) throw error
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

async function run(): Promise<void> {
  const given = readArguments()
  const data = dataFolder(process.env)
  const folder = given.folder ?? join(data, 'tls')
  const authorityFolder = given.authority ?? join(data, 'tls-authority')
  const made = await makeStoreTls({
    ...{ folder, authorityFolder, useSpare: given.spare },
    ...{ names: given.name, addresses: given.address, nowMs: systemClock.nowMs(), random: systemRandom },
  })
  const lines = [
    `${folder} holds the certificate for ${[...made.named.names, ...made.named.addresses].join(', ')}, good until ${dayOf(made.endsAtMs)}.`,
    `Start the store server with DANGOL_TLS=${folder}, and give every device ${join(folder, 'ca.crt')} to trust.`,
    ...(made.madeAuthority
      ? [
          `Take ca.key and spare.key in ${authorityFolder} offline now, to two places: whoever has one of them can pretend to be this store.`,
        ]
      : []),
    'Run this again within 60 days; a running store server takes the new certificate within the hour.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        name: { type: 'string', multiple: true, default: [] },
        address: { type: 'string', multiple: true, default: [] },
        folder: { type: 'string' },
        authority: { type: 'string' },
        spare: { type: 'boolean', default: false },
      },
    })
    return values
  } catch {
    throw new StartRefusal(USAGE)
  }
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
