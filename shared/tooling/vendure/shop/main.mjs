// The shop's own process: started by `launch.ts`, says one line of JSON when it answers, ends on SIGTERM.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { shopConfig } from './config.mjs'
import { core } from './vendure.mjs'

const { SHOP_DATA: data, SHOP_PORT: port, SHOP_WEBHOOK_URL: url, SHOP_WEBHOOK_SECRET: secret } = process.env
const app = await core.bootstrap(
  shopConfig({
    data,
    port: Number(port),
    isNew: !existsSync(join(data, 'shop.sqlite')),
    ...(url === undefined ? {} : { webhook: { url, secret } }),
  }),
)
await app.get(core.JobQueueService).start()
process.stdout.write(`${JSON.stringify({ port: app.getHttpServer().address().port })}\n`)

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await app.close()
    process.exit(0)
  })
}
// A shop whose starter was killed must not stay behind.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.exit(0)
}, 1_000).unref()
