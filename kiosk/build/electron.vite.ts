import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { InlineConfig } from 'vite'

const kiosk = fileURLToPath(new URL('..', import.meta.url))
/** Electron is the runtime itself, and better-sqlite3 is a binary that stays beside the bundle. */
const EXTERNAL = ['electron', 'better-sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

const bundle = (entry: string, file: string, format: 'es' | 'cjs'): InlineConfig => ({
  configFile: false,
  root: kiosk,
  logLevel: 'warn',
  // The host bundles what it needs from the workspaces, for Node and never for a browser.
  ssr: { noExternal: true, external: EXTERNAL },
  build: {
    ssr: entry,
    outDir: 'dist/electron',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { format, entryFileNames: file }, external: EXTERNAL },
  },
})

/** The main process: one ES module. */
export const mainConfig: InlineConfig = bundle('electron/main.ts', 'main.js', 'es')
/** The preload script: a sandboxed one must be one CommonJS file. */
export const preloadConfig: InlineConfig = bundle('electron/preload.ts', 'preload.cjs', 'cjs')
