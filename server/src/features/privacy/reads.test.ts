import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/*
 * Every place in the store server that reads a member's things, and the question that it asks before. A new place fails here until
 * it is written down with its question.
 */

const FEATURES = join(import.meta.dirname, '..')
/** How a member's things are read. */
const READS =
  /(?:profiles\.profile|members\.find|members\.search|members\.byNumber|profiles\.by|pastOrders\.(?:span|newest)|configurations\.keptOf|sql\.openOf\(profile|parts\.configurationsOf|approved\.addressOf|roster\.credential|members\.hasPersona)\(?/g

/** The question, as it stands in the file; or why none is asked there. */
const ASKED: Readonly<Record<string, { readonly reads: readonly string[]; readonly asks: RegExp | string }>> = {
  'configurations/save-configuration.ts': {
    reads: ['members.hasPersona('],
    asks: 'whether a role that the shopper names is theirs: nothing of it is told',
  },
  'configurations/shelf.ts': {
    reads: ['sql.openOf(profile'],
    asks: 'config.sync.store of both profiles, where `alsoOf` is wired',
  },
  'customers/customers.ts': {
    reads: ['members.find(', 'members.find(', 'members.byNumber', 'members.find'],
    asks: 'the port itself: the masked name and the roles, for those who ask by level and consent',
  },
  'customers/find-customers.ts': {
    reads: ['profiles.by(', 'members.search(', 'members.find(', 'pastOrders.span('],
    asks: /mayLeave\('card\.history', circumstances\(/,
  },
  'customers/mirror.ts': {
    reads: ['members.find(', 'members.find(', 'members.find('],
    asks: 'what the online shop tells is compared with what is there',
  },
  'customers/show-card.ts': {
    reads: ['members.find(', 'configurations.keptOf(', 'pastOrders.span(', 'pastOrders.newest('],
    asks: /mayLeave\(field, now\)/,
  },
  'recognition/judge-code.ts': { reads: ['roster.credential('], asks: /mayRecognise\(customerId\)/ },
  'visits/visit-handlers.ts': {
    reads: ['profiles.profile('],
    asks: 'whether there is somebody: nothing of them is read',
  },
  'visits/visit-view.ts': {
    reads: ['approved.addressOf(', 'parts.configurationsOf(', 'profiles.profile('],
    asks: /mayLeave\(field, \{ device, level, consents/,
  },
}

test('a member’s things are read in these places only, and each asks first', () => {
  const found = globSync('**/*.ts', { cwd: FEATURES, exclude: (path) => path.includes('testing') })
    .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.sql.ts'))
    .flatMap((file) => {
      const reads = readFileSync(join(FEATURES, file), 'utf8').match(READS)
      return reads === null ? [] : [[file, [...reads]] as const]
    })
  const listed = Object.entries(ASKED).map(([file, { reads }]) => [file, reads])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(listed))
  for (const [file, { asks }] of Object.entries(ASKED)) {
    if (typeof asks !== 'string') expect(readFileSync(join(FEATURES, file), 'utf8')).toMatch(asks)
  }
})
