import type { Answer, Output } from '@dangol/protocol/requests.ts'
import type { Command, CommandName } from '../load/ledger.ts'

/** A visit as its commands left it. */
interface ExpectedVisit {
  readonly device: string
  readonly epoch: number
  isOpen: boolean
  /** Units by SKU or configuration. */
  cart: Map<string, number>
  readonly configurations: Map<string, number>
}
interface ExpectedOrder {
  readonly visitId: string
  readonly totalMinor: number
  readonly units: ReadonlyMap<string, number>
}
/** What the store must hold, and nothing else of these devices. */
export interface Expected {
  readonly visits: ReadonlyMap<string, ExpectedVisit>
  readonly orders: ReadonlyMap<string, ExpectedOrder>
}

interface Folding {
  readonly visits: Map<string, ExpectedVisit>
  readonly orders: Map<string, ExpectedOrder>
}

/**
 * The effects of commands, each once, in the order made. `outcomeOf` says which outcome a command had: what its maker heard,
 * or what the store remembers of one that nobody heard of; null for one that never took effect.
 */
export function expect(commands: readonly Command[], outcomeOf: (command: Command) => unknown): Expected {
  const folding: Folding = { visits: new Map(), orders: new Map() }
  for (const command of commands) {
    const outcome = outcomeOf(command) as Answer<CommandName> | null
    if (outcome?.ok) take(folding, command, outcome.value)
  }
  return folding
}

/** The outcome of a command has the type that its request's contract says; each case names it. */
function take({ visits, orders }: Folding, command: Command, value: Output<CommandName>): void {
  if (command.request === 'visits:begin' || command.request === 'visits:begin-for') {
    const { id, epoch } = value as Output<'visits:begin'>
    visits.set(id, { device: command.device, epoch, isOpen: true, cart: new Map(), configurations: new Map() })
    return
  }
  const visit = visits.get(command.input.visitId)
  if (visit === undefined) throw new Error(`${command.request} ${command.id} was done in a visit that never began`)
  switch (command.request) {
    case 'visits:end':
      visit.isOpen = false
      return
    case 'configurations:save':
      return void visit.configurations.set(command.input.draft.id, command.input.draft.revision + 1)
    case 'carts:add': {
      const { item, quantity } = command.input
      const key = item.kind === 'stocked' ? item.sku : item.configurationId
      return void visit.cart.set(key, (visit.cart.get(key) ?? 0) + quantity)
    }
    case 'carts:change':
      // Made alone, so the answer is the whole cart as it stood.
      visit.cart = unitsOf((value as Output<'carts:change'>).cart)
      return
    case 'orders:place': {
      const { orderId, visitId, acceptedTotal } = command.input
      orders.set(orderId, { visitId, totalMinor: acceptedTotal.minor, units: visit.cart })
      visit.cart = new Map()
    }
  }
}

/** Units of each thing in a cart, over its lines. */
function unitsOf({ lines }: Output<'carts:change'>['cart']): Map<string, number> {
  const units = new Map<string, number>()
  for (const { item, quantity } of lines) {
    const key = item.kind === 'stocked' ? item.sku : item.configurationId
    units.set(key, (units.get(key) ?? 0) + quantity)
  }
  return units
}
