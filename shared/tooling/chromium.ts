import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as playwright } from 'playwright-core'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { ROOT } from './root.ts'

/** What Playwright turns off: of two such lists Chromium takes the last alone, so ours has to have all of it. */
const PLAYWRIGHTS = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...[
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
  ],
  ...[
    'AvoidCorsURLLoaderRestartOnRedirect',
    'TcpPortRandomizationWin',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
  ],
  ...['AimEnabled', 'PreconnectToSearch', 'msForceBrowserSignIn', 'msEdgeUpdateLaunchServicesPreferredVersion'],
]
/**
 * Nobody types an address here. What drops down from the address bar is two pages of the browser's own, loaded with every window
 * before it is asked for: they take longer than the page that is looked at.
 */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']
export const DISABLED_FEATURES = [...PLAYWRIGHTS, ...ADDRESS_BAR]

/** Switches for a Chromium that runs as root in a closed network and must not call home. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${DISABLED_FEATURES.join(',')}`,
] as const

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of a Chromium that is there, or null. `DANGOL_CHROMIUM` names one explicitly. */
export function findChromium(): string | null {
  const named = process.env['DANGOL_CHROMIUM']
  const places = [...(named === undefined ? [] : [named]), ...USUAL_PLACES, playwright.executablePath()]
  return places.find((place) => existsSync(place)) ?? null
}

/** Finds a Chromium, else installs Playwright's, else the system's package. Refuses: 'no-chromium' with what to do. */
export function ensureChromium(): Result<string, { code: 'no-chromium'; why: string }> {
  const present = findChromium()
  if (present !== null) return ok(present)
  process.stderr.write('Installing a Chromium for the tests (once) ...\n')
  installPlaywrights()
  if (findChromium() === null) installSystems()
  const installed = findChromium()
  if (installed !== null) return ok(installed)
  return refuse('no-chromium', {
    why: 'No Chromium is here and none could be installed: install the package "chromium", or set DANGOL_CHROMIUM to the path of one.',
  })
}

function installPlaywrights(): void {
  const cli = join(ROOT, 'node_modules', 'playwright-core', 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 })
}

function installSystems(): void {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', '-qq', ...args]
    return spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  apt('update')
  // Without a font that has Hangul, every Korean screenshot is empty boxes.
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
}
