// `npm test`: from nothing installed to every test. Arguments go to Vitest: `npm test -- --project unit`.
process.argv.splice(2, 0, '--build', 'shared/tooling/test.ts')
await import('./run.mjs')
