import { parseArgs } from 'node:util'
import { installMedusa } from './install.ts'
import { openMedusa } from './launch.ts'

/** Starts the shop and says in one line of JSON where it is; ends with SIGTERM. With `--install` it only installs. */
const { values } = parseArgs({
  options: {
    install: { type: 'boolean', default: false },
    port: { type: 'string' },
    'hook-url': { type: 'string' },
    'hook-secret': { type: 'string', default: 'hook secret of the test shop' },
  },
})
const installed = installMedusa()
if ('why' in installed) {
  process.stderr.write(`${installed.why}\n`)
  process.exit(1)
}
if (!values.install) await start()

async function start(): Promise<void> {
  const hook = values['hook-url'] && { url: values['hook-url'], secret: values['hook-secret'] }
  const shop = await openMedusa({ ...(values.port && { port: Number(values.port) }), ...(hook && { hook }) })
  const { url, link, seeded } = shop
  process.stdout.write(`${JSON.stringify({ url, pid: shop.pid(), link, customers: seeded.customers })}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void shop.stop().then(() => process.exit()))
}
