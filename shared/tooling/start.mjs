// `npm start`: from nothing installed to a running store. Everything after the installation is in start/main.ts.
process.argv.splice(2, 0, '--build', 'shared/tooling/start/main.ts')
await import('./run.mjs')
