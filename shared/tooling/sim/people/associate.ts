import { Random } from '@dangol/domain/chance/random.ts'
import type { AssistId, CommandId, SuggestionId } from '@dangol/domain/ids/ids.ts'
import { ORDER_STATES } from '@dangol/domain/orders/states.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { FloorVisit } from '@dangol/protocol/visits.ts'
import type { Tablet } from '../devices/tablet.ts'
import { chooseWeighed } from './choose.ts'
import type { Think, Weighed } from './choose.ts'

type Act = readonly [name: string, run: () => unknown]

const MODES = ['view', 'suggest', 'co-edit', 'co-edit'] as const
const COLOURS = ['blue', 'gold'] as const

/** An associate does the next plausible thing on a tablet; returns what, or null when there is nothing to touch. */
export function associateActs(tablet: Tablet, dice: number, think: Think): string | null {
  const floor = tablet.contents('floor')
  if (floor === null || tablet.machine.isAsleep()) return null
  const random = new Random(dice)
  const own = assistsOf(tablet)
  const helping = lookWhereOneHelps(tablet)
  const visits = [...floor['floor-visit'].values()]
  const begun = visits.find(({ id }) => own.some(({ visitId }) => visitId === id))
  const visit = begun ?? (visits.length === 0 ? undefined : random.pick(visits))
  const acts: Weighed<Act>[] = [
    ...onTheFloor(tablet, random),
    ...(visit === undefined ? [] : withVisit(tablet, visit, own, random, think)),
    ...(helping === undefined ? [] : together(tablet, helping, random, think)),
  ]
  const [name, run] = chooseWeighed(acts, random)
  void run()
  return name
}

const assistsOf = (tablet: Tablet): Assist[] => [...(tablet.contents(`kiosk:${tablet.id}`)?.assist.values() ?? [])]

/** Opens the visit that the associate was let into, if there is one, and returns that. */
export function lookWhereOneHelps(tablet: Tablet): Assist | undefined {
  const helping = assistsOf(tablet).find(({ agreed }) => agreed !== null)
  tablet.follow(helping === undefined ? null : `visit:${helping.visitId}`)
  return helping
}

const command = (tablet: Tablet) => ({ commandId: tablet.newId<CommandId>() })

function onTheFloor(tablet: Tablet, random: Random): Weighed<Act>[] {
  const floor = tablet.contents('floor')
  const calls = [...(floor?.call.values() ?? [])]
  const orders = [...(floor?.order.values() ?? [])]
  const acts: Weighed<Act>[] = [[1, ['look up stock', () => tablet.ask('catalogue:stock', { query: 'sock' })]]]
  if (calls.length > 0) {
    const { id: callId } = random.pick(calls)
    acts.push([
      4,
      ['answer a call', () => tablet.send('assist:answer', { ...command(tablet), callId }, `call:${callId}`)],
    ])
    acts.push([
      2,
      ['close a call', () => tablet.send('assist:close', { ...command(tablet), callId }, `call:${callId}`)],
    ])
  }
  if (orders.length > 0) {
    const { id: orderId } = random.pick(orders)
    const to = random.pick(ORDER_STATES)
    acts.push([
      1,
      ['move an order', () => tablet.send('orders:move', { ...command(tablet), orderId, to }, `order:${orderId}`)],
    ])
  }
  return acts
}

function withVisit(
  tablet: Tablet,
  visit: FloorVisit,
  own: readonly Assist[],
  random: Random,
  think: Think,
): Weighed<Act>[] {
  const ask = <N extends RequestName>(name: N, input: Omit<Input<N>, 'commandId' | 'visitId'>) => {
    const full = { ...command(tablet), visitId: visit.id, ...input }
    // Every request named below is one of a visit.
    return tablet.ask(name, full as unknown as Input<N>)
  }
  const serve = (serving: boolean) =>
    tablet.send('visits:serve', { ...command(tablet), visitId: visit.id, serving }, `visit:${visit.id}`)
  const end = () =>
    tablet.send('visits:end', { ...command(tablet), visitId: visit.id, reason: 'associate' }, `visit:${visit.id}`)
  const assist = own.find(({ visitId }) => visitId === visit.id)
  const assistId = assist?.id ?? tablet.newId<AssistId>()
  return [
    [visit.servedBy === null ? 10 : 1, ['serve', () => serve(true)]],
    [1, ['stop serving', () => serve(false)]],
    [assist === undefined ? 1 : 0, ['end the visit', end]],
    [assist === undefined ? 12 : 3, ['ask to help', () => ask('assist:ask', { assistId, mode: random.pick(MODES) })]],
    [assist === undefined ? 0 : 1, ['stop helping', () => ask('assist:leave', { assistId })]],
    [6, ['change the cart', () => void changeCart(tablet, visit, random, think)]],
  ]
}

/** Looks at the visit and changes a line of it from what is seen. */
async function changeCart(tablet: Tablet, visit: FloorVisit, random: Random, think: Think): Promise<void> {
  const seen: Answer<'visits:open'> = await tablet.ask('visits:open', { visitId: visit.id })
  if (!seen.ok || seen.value.cart.lines.length === 0) return
  const { id: lineId, quantity, fulfilment } = random.pick(seen.value.cart.lines)
  const change = { lineId, quantity: random.below(4), fulfilment, seen: { quantity, fulfilment } }
  think(() => void tablet.ask('carts:change', { ...command(tablet), visitId: visit.id, ...change }))
}

function together(tablet: Tablet, { visitId }: Assist, random: Random, think: Think): Weighed<Act>[] {
  const draft = [...(tablet.contents(`visit:${visitId}`)?.['shared-draft'].values() ?? [])][0]
  if (draft === undefined) return []
  const inDraft = () => ({ ...command(tablet), visitId, draftId: draft.id })
  const changes = [{ characteristicId: 'colour', to: random.pick(COLOURS) }]
  const suggestionId = tablet.newId<SuggestionId>()
  return [
    [
      24,
      [
        'edit the draft',
        () => think(() => void tablet.ask('drafts:edit', { ...inDraft(), seen: draft.revision, changes })),
      ],
    ],
    [5, ['undo', () => tablet.ask('drafts:undo', inDraft())]],
    [7, ['suggest', () => tablet.ask('drafts:suggest', { ...inDraft(), suggestionId, changes })]],
    [1, ['look', () => tablet.ask('assist:present', { visitId, looking: 'colour' })]],
  ]
}
