import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { seedDemo, seedModels } from './demo-seed.ts'
import { mountApprovals } from './http/approvals.ts'
import { mountDemoKiosk } from './http/demo-kiosk.ts'
import type { ShowToKiosk } from './http/demo-kiosk.ts'
import { addSecurityHeaders, mountPages } from './http/pages.ts'
import { mountPasskeys } from './http/passkeys.ts'
import { mountPhoneAccount } from './http/phone-account.ts'
import { mountPhonePrivacy } from './http/phone-privacy.ts'
import { mountPhoneThings } from './http/phone-things.ts'
import { answerError } from './http/refusals.ts'
import { refuseForeignOrigin } from './http/session.ts'
import { mountPictures } from './http/pictures.ts'
import { mountStoreApi } from './http/store-api.ts'
import { mountStoreApprovals } from './http/store-approvals.ts'
import { mountStorePrivacy } from './http/store-privacy.ts'
import { wireShop } from './shop.ts'
import type { Shop, ShopDeps } from './shop.ts'

/** A page of configuration with a long text is 2 KB, a large order 40 KB. */
const BODY_BYTES_MAX = 64 * 1024
const SWEEP_EVERY_MS = 60_000
/** How soon the retailer's own shop hears what members decided about consents. */
const SEND_EVERY_MS = 5_000

export interface RunningShop {
  readonly app: FastifyInstance
  readonly shop: Shop
  close(): Promise<void>
}

/** The whole online shop, not yet listening. Seeds the demonstration when it is asked for and not there. */
export async function createShop(deps: ShopDeps): Promise<RunningShop> {
  const shop = wireShop(deps)
  if (deps.demo) (deps.link === undefined ? seedDemo : seedModels)(deps, shop)
  const app = Fastify({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true })
  addSecurityHeaders(app)
  app.setErrorHandler((error, request, reply) => {
    if (answerError(error, reply)) return
    deps.logger.error({
      event: 'shop.request-failed',
      method: request.method,
      route: request.routeOptions.url,
      err: error,
    })
  })
  app.get('/healthz', () => ({ status: 'ready' }))
  await app.register(
    async (store) => {
      mountStoreApi(store, shop)
      mountStoreApprovals(store, shop)
      mountStorePrivacy(store, shop)
      return Promise.resolve()
    },
    { prefix: '/store/v1' },
  )
  await app.register(async (phone) => mountPhoneApi(phone, shop, deps.showToKiosk), { prefix: '/api' })
  await mountPages(app, deps.pages)
  const stopSweeping = deps.timers.every(SWEEP_EVERY_MS, () => shop.sweep())
  const { link } = shop
  const stopSending = link === null ? null : deps.timers.every(SEND_EVERY_MS, () => void link.sendConsents())
  return {
    app,
    shop,
    async close() {
      stopSweeping()
      stopSending?.()
      shop.events.close()
      await app.close()
    },
  }
}

async function mountPhoneApi(app: FastifyInstance, shop: Shop, showToKiosk: ShowToKiosk | undefined): Promise<void> {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('cache-control', 'no-store')
    refuseForeignOrigin(request)
    done()
  })
  mountPhoneAccount(app, shop)
  mountPhoneThings(app, shop)
  mountPasskeys(app, shop)
  mountApprovals(app, shop)
  mountPhonePrivacy(app, shop)
  await mountPictures(app, shop)
  if (showToKiosk !== undefined) mountDemoKiosk(app, shop, showToKiosk)
}
