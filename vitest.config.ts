import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

// An odd zone, so that a date computed in the machine's zone instead of the store's shows up as a failure.
process.env['TZ'] = 'Pacific/Chatham'
// Nothing that tests may fetch Electron's binary (kiosk-shell 1).
process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '/nonexistent/electron'

// What Node has compiled once, every process of the tests that starts after it has: a store server starts in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/dangol-compiled')

/** Whole shops in virtual time, and real processes that are killed. */
const ROUNDS = ['shared/tooling/{sim,crash}/**/*.test.ts']
/** What needs a real Vendure: `npm run e2e:vendure` installs it and runs them. */
const LINKED = [
  'shared/tooling/linked/**/*.e2e.ts',
  'shared/tooling/vendure/**/*.test.ts',
  'shared/tooling/integration/vendure*.test.ts',
  'shared/tooling/faults/faults.test.ts',
]

/** What takes longest of its project, the longest first: begun last, it would keep everybody waiting at the end. */
const LONGEST = [
  ...['accessibility-korean.e2e.ts', 'accessibility-english.e2e.ts', 'floor.e2e.ts', 'code.e2e.ts', 'visit.e2e.ts'],
  ...['crash.e2e.ts', 'store-gone.e2e.ts', 'start.e2e.ts', 'inventory.e2e.ts', 'configurator.e2e.ts'],
  ...['handover.e2e.ts', 'receipt.e2e.ts'],
  ...['server/src/main.test.ts', 'server/shop/main.test.ts', 'import/import-orders.test.ts', 'outbox/week.test.ts'],
]
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`))
      return rank === -1 ? LONGEST.length : rank
    }
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

export default defineConfig({
  plugins: [vue()],
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,server,kiosk,clienteling,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', ...ROUNDS, ...LINKED],
          // How long something may take says nothing about it on a machine that is busy with others: these end only what hangs.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000, interval: 10 } },
          // Modules are read once by each worker, not by each of hundreds of files: it halves what the machine has to do. No module of
          // ours keeps anything that a test could find changed: clocks, chance, ids and databases are handed in.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'rounds',
          include: ROUNDS,
          testTimeout: 60_000,
          // They take every core by themselves; beside them others would only run out of time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'linked',
          include: LINKED,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Each has a Vendure of its own, which wants a core for itself.
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['shared/tooling/{e2e,crash}/**/*.e2e.ts'],
          // What is waited for has its own limit (SOON_MS); these only end what hangs, also on a machine ten times slower.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 60_000 } },
          // Each file has a whole store of its own and mostly waits; more at once would only wait for the machine.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
