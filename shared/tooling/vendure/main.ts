import { parseArgs } from 'node:util'
import { installVendure } from './install.ts'
import { openVendure } from './launch.ts'

/** Starts the shop and says in one line of JSON where it is; ends with SIGTERM. With `--install` it only installs. */
const { values } = parseArgs({
  options: {
    install: { type: 'boolean', default: false },
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string', default: 'webhook secret of the test shop' },
    customers: { type: 'string' },
    orders: { type: 'string' },
  },
})
const installed = installVendure()
if ('why' in installed) {
  process.stderr.write(`${installed.why}\n`)
  process.exit(1)
}
if (!values.install) await start()

async function start(): Promise<void> {
  const { data, customers, orders } = values
  const shop = await openVendure({
    port: Number(values.port),
    ...(data && { data }),
    ...(values['webhook-url'] && { webhook: { url: values['webhook-url'], secret: values['webhook-secret'] } }),
    ...(customers && { bulk: { customers: Number(customers), orders: Number(orders ?? 5 * Number(customers)) } }),
  })
  const { url, adminApi, shopApi, apiKey, weakApiKey, link } = shop
  process.stdout.write(`${JSON.stringify({ url, adminApi, shopApi, apiKey, weakApiKey, pid: shop.pid(), link })}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void shop.stop().then(() => process.exit()))
}
