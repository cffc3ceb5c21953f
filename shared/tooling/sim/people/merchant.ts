import { Random } from '@dangol/domain/chance/random.ts'
import type { ConfigurationId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { mugOf, smallSkus, SOCKS, WAREHOUSE } from '@dangol/server/src/testing/small-shop.ts'
import { stockFeed } from '../store/goods.ts'
import { chooseWeighed } from './choose.ts'
import type { Member } from './members.ts'

/** The online shop changes something by itself: goods arrive, prices change, a member saves at home. */
export function merchantActs(
  feed: ShopChange[],
  members: readonly Member[],
  ids: IdSource,
  nowMs: number,
  dice: number,
): string {
  const random = new Random(dice)
  const [name, change] = chooseWeighed<readonly [string, () => ShopChange]>(
    [
      // Ever more: a count below what is held would be lawful, and nobody's fault.
      [2, ['goods arrive', () => stockFeed(SOCKS, WAREHOUSE, 20 + 3 * feed.length)]],
      [2, ['a price changes', () => repriced(random)]],
      [3, ['a member saves at home', () => savedAtHome(random.pick(members), ids, nowMs)]],
    ],
    random,
  )
  feed.push(change())
  return name
}

function repriced(random: Random): ShopChange {
  const value = random.pick(smallSkus)
  const minor = random.between(3, 20) * 1_000
  return { feed: 'sku', value: structuredClone({ ...value, price: { minor, currency: 'KRW' } }) }
}

const savedAtHome = (member: Member, ids: IdSource, nowMs: number): ShopChange => ({
  feed: 'configuration',
  value: {
    id: ids.next<ConfigurationId>(),
    familyId: mugOf(2).id,
    modelVersion: 2,
    revision: 1,
    name: '',
    personaId: null,
    secret: false,
    choices: { kind: 'table', colour: 'blue' },
    customerId: member.id,
    origin: 'online',
    savedAt: nowMs,
    code: null,
    codeExpiresAt: null,
    discarded: false,
  },
})
