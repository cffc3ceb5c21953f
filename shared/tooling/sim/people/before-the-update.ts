import { Random } from '@dangol/domain/chance/random.ts'
import type { CallId, CartLineId, CommandId, ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { LACES, mugOf, SOCKS } from '@dangol/server/src/testing/small-shop.ts'
import type { Previous } from '../devices/previous.ts'
import { chooseWeighed } from './choose.ts'
import type { Think, Weighed } from './choose.ts'
import type { Member } from './members.ts'

type Act = readonly [name: string, run: () => unknown]

const LANGS = ['ko', 'en'] as const
const MUG = mugOf(2)

/** Somebody does the next plausible thing with a device of the version before; returns what, or null when it is off. */
export function actsBefore(
  device: Previous,
  members: readonly Member[],
  dice: number,
  nowMs: number,
  think: Think,
): string | null {
  if (device.contents() === null || device.machine.isAsleep()) return null
  const random = new Random(dice)
  const [name, run] = chooseWeighed(
    device.was === 'tablet' ? onTheFloor(device, random, think) : atTheKiosk(device, members, random, nowMs, think),
    random,
  )
  void run()
  return `${name}, in the version before`
}

const command = (device: Previous) => ({ commandId: device.newId<CommandId>() })

function atTheKiosk(
  kiosk: Previous,
  members: readonly Member[],
  random: Random,
  nowMs: number,
  think: Think,
): Weighed<Act>[] {
  const [visit] = [...(kiosk.contents()?.visit.values() ?? [])]
  const lang = random.pick(LANGS)
  const text = random.pick(members).codeAt(nowMs)
  const scan = (takeOver: boolean) => kiosk.ask('recognition:scan', { ...command(kiosk), text, lang, takeOver })
  const callId = kiosk.newId<CallId>()
  const call = () => kiosk.ask('assist:call', { ...command(kiosk), callId, visitId: visit?.id ?? null, lang })
  if (visit !== undefined)
    return [...shopping(kiosk, visit, random, think), [2, ['show another code', () => scan(random.chance(0.5))]]]
  return [
    [5, ['begin', () => kiosk.ask('visits:begin', { ...command(kiosk), lang })]],
    [6, ['show a code', () => scan(false)]],
    [1, ['call for help', call]],
  ]
}

function shopping(kiosk: Previous, visit: VisitView, random: Random, think: Think): Weighed<Act>[] {
  const inVisit = () => ({ ...command(kiosk), visitId: visit.id })
  const draft = {
    ...{ id: kiosk.newId<ConfigurationId>(), familyId: MUG.id, modelVersion: MUG.version, revision: 0, name: '' },
    ...{ personaId: null, secret: false, choices: { kind: 'table', colour: random.pick(['blue', 'gold']) } },
  }
  const adding = {
    ...{ lineId: kiosk.newId<CartLineId>(), item: { kind: 'stocked' as const, sku: random.pick([SOCKS, LACES]) } },
    ...{ quantity: random.between(1, 3), fulfilment: null },
  }
  const ordering = { orderId: kiosk.newId<OrderId>(), acceptedTotal: visit.cart.total }
  const end = () => kiosk.ask('visits:end', { ...inVisit(), reason: 'shopper' })
  return [
    [6, ['add', () => kiosk.ask('carts:add', { ...inVisit(), ...adding })]],
    [4, ['save a configuration', () => kiosk.ask('configurations:save', { ...inVisit(), draft })]],
    [2, ['end', end]],
    ...changing(kiosk, visit, random, think),
    [visit.cart.lines.length === 0 ? 0 : 6, ['order', () => kiosk.ask('orders:place', { ...inVisit(), ...ordering })]],
  ]
}

function onTheFloor(tablet: Previous, random: Random, think: Think): Weighed<Act>[] {
  const floor = tablet.contents()
  const visits = [...(floor?.['floor-visit'].values() ?? [])]
  const [call] = [...(floor?.call.values() ?? [])]
  const acts: Weighed<Act>[] = [[1, ['look up stock', () => tablet.ask('catalogue:stock', { query: 'sock' })]]]
  if (call !== undefined)
    acts.push([4, ['answer a call', () => tablet.ask('assist:answer', { ...command(tablet), callId: call.id })]])
  if (visits.length === 0) return acts
  const { id: visitId } = random.pick(visits)
  const look = async (): Promise<void> => {
    const seen = await tablet.ask('visits:open', { visitId })
    const [change] = seen.ok ? changing(tablet, { id: visitId, cart: seen.value.cart }, random, think) : []
    change?.[1][1]()
  }
  return [
    ...acts,
    [3, ['serve', () => tablet.ask('visits:serve', { ...command(tablet), visitId, serving: random.chance(0.8) })]],
    [1, ['end the visit', () => tablet.ask('visits:end', { ...command(tablet), visitId, reason: 'associate' })]],
    [6, ['change the cart', look]],
  ]
}

/** A line is set to what is meant; what was seen there is not told by this version. */
function changing(
  device: Previous,
  { id: visitId, cart }: Pick<VisitView, 'id' | 'cart'>,
  random: Random,
  think: Think,
): Weighed<Act>[] {
  if (cart.lines.length === 0) return []
  const { id: lineId, fulfilment } = random.pick(cart.lines)
  const change = { visitId, lineId, quantity: random.below(4), fulfilment }
  return [[6, ['change a line', () => think(() => void device.ask('carts:change', { ...command(device), ...change }))]]]
}
