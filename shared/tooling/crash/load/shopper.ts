import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'
import type { Goods } from './shopping.ts'
import type { Screen } from './screen.ts'

/** The requests of the wire that a shopper's touches become. */
export const TOUCHES = ['visits:begin', 'carts:add', 'configurations:save'] as const
type Touch = (typeof TOUCHES)[number]

/** How often the screen asked for each, and how often it was told that it is done or kept. */
export interface Touched {
  readonly asked: Map<Touch, number>
  readonly told: Map<Touch, number>
}

export const untouched = (): Touched => ({ asked: new Map(), told: new Map() })

/** How many touches were told as done or kept. */
export const toldIn = ({ told }: Touched): number => [...told.values()].reduce((sum, times) => sum + times, 0)

/** One shopper at the kiosk: begins a visit, configures and fills the cart until the host goes away or the time is over. */
export async function touchAlong(o: {
  screen: Screen
  goods: Goods
  random: Random
  touched: Touched
  until: AbortSignal
}): Promise<void> {
  const { screen, goods, random, touched } = o
  const count = async (touch: Touch, answer: Promise<{ ok: boolean } | null>): Promise<void> => {
    add(touched.asked, touch)
    if ((await answer)?.ok === true) add(touched.told, touch)
  }
  if (screen.state()?.visit === null) await count('visits:begin', screen.ask('visit:begin', { lang: 'ko' }))
  const { family } = goods
  while (!o.until.aborted) {
    const epoch = screen.state()?.visit?.epoch
    if (epoch !== undefined && random.chance(0.3)) {
      const unsaved = { id: null, revision: 0, name: 'draft', personaId: null, secret: false }
      const model = { familyId: family.id, modelVersion: family.version, choices: family.choices }
      await count('configurations:save', screen.ask('configuration:save', { epoch, ...model, ...unsaved }))
    } else if (epoch !== undefined) {
      const item = { kind: 'stocked' as const, sku: random.pick(goods.skus) }
      await count('carts:add', screen.ask('cart:add', { epoch, item, quantity: 1, fulfilment: null }))
    }
    await pause(random.between(5, 60))
  }
}

const add = (to: Map<Touch, number>, touch: Touch): void => void to.set(touch, (to.get(touch) ?? 0) + 1)
