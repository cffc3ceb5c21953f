import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { OnlineShop } from './online-shop.ts'

/** A person waits for the answer, and can try again. Milliseconds. */
const PUBLISH_MS_MAX = 30_000

/** Publishes a model at the shop and says how that went; whatever the network did, nothing is left half done. */
export function createPublishAtShop(shop: Pick<OnlineShop, 'publishModel'>) {
  return async (model: ConfigModel): Promise<'published' | 'version-taken' | 'shop-unreachable' | 'shop-refused'> => {
    const answer = await shop.publishModel(model, AbortSignal.timeout(PUBLISH_MS_MAX))
    if (answer.kind === 'answered') return 'published'
    if (answer.kind === 'unreachable') return 'shop-unreachable'
    return answer.why.startsWith('409') ? 'version-taken' : 'shop-refused'
  }
}
