import { isDeepStrictEqual } from 'node:util'
import type { Command } from '../load/ledger.ts'
import { expect } from './expected.ts'
import type { Expected } from './expected.ts'
import { faultsOfLog } from './log-chain.ts'
import { faultsOfStock } from './stock.ts'
import type { StoreFile } from './store-file.sql.ts'

/** What must never be: 'lost' was acknowledged and is gone, 'twice' took effect more than once, 'broken' is anything else. */
export interface Violation {
  readonly kind: 'lost' | 'twice' | 'broken'
  readonly what: string
}

interface Judgement {
  readonly violations: readonly Violation[]
  readonly acknowledged: number
  /** Nobody was told, and they took effect: allowed, once. */
  readonly unconfirmed: number
}

/**
 * Compares what the devices remember with what lies on the disk: each acknowledged command is there, once, with its effect;
 * one without acknowledgement at most once; nothing else is there (C1, C2, O1).
 */
export function judge(commands: readonly Command[], file: StoreFile, before: StoreFile): Judgement {
  const acknowledged = commands.filter(({ outcome }) => outcome !== null)
  const unheard = commands.filter(({ outcome, id }) => outcome === null && file.commands.has(id))
  const violations: Violation[] = [
    ...file.faults.map((what): Violation => ({ kind: 'broken', what })),
    ...acknowledged.flatMap((command) => outcomeFaults(command, file)),
    ...faultsOfLog(file),
    ...faultsOfStock(file, before),
  ]
  const known = new Set(commands.map(({ id }) => id as string))
  for (const id of file.commands.keys()) {
    if (!known.has(id) && !before.commands.has(id)) violations.push({ kind: 'broken', what: `command ${id} of nobody` })
  }
  const expected = expect(commands, (command) => command.outcome ?? storedOutcome(command, file))
  violations.push(...visitFaults(expected, file), ...cartFaults(expected, file), ...orderFaults(expected, file))
  return { violations, acknowledged: acknowledged.length, unconfirmed: unheard.length }
}

const storedOutcome = ({ id }: Command, { commands }: StoreFile): unknown => {
  const row = commands.get(id)
  return row === undefined || row.outcome === '' ? null : JSON.parse(row.outcome)
}

function outcomeFaults(command: Command, { commands, visits }: StoreFile): Violation[] {
  const row = commands.get(command.id)
  const what = `${command.request} ${command.id} of ${command.device}`
  if (row === undefined) return [{ kind: 'lost', what }]
  if (row.device !== command.device || row.request !== command.request)
    return [{ kind: 'broken', what: `${what} is on record as ${row.request} of ${row.device}` }]
  const visitId = visitOf(command)
  // What an outcome shows of a visit is forgotten with the visit.
  const isForgotten = visits.some(({ id, endedAt }) => id === visitId && endedAt !== null)
  if (isForgotten || isDeepStrictEqual(JSON.parse(row.outcome), command.outcome)) return []
  return [{ kind: 'broken', what: `${what} is on record with another outcome than was acknowledged` }]
}

function visitOf(command: Command): string | null {
  if ('visitId' in command.input) return command.input.visitId
  return command.outcome?.ok && 'epoch' in command.outcome.value ? command.outcome.value.id : null
}

function visitFaults(expected: Expected, file: StoreFile): Violation[] {
  const found = new Map(file.visits.map((visit) => [visit.id, visit]))
  const violations: Violation[] = []
  for (const [id, visit] of expected.visits) {
    const row = found.get(id)
    const what = `visit ${id} of ${visit.device}`
    if (row === undefined) violations.push({ kind: 'lost', what })
    else if ((row.endedAt === null) !== visit.isOpen)
      violations.push({ kind: 'lost', what: `${what}: ${visit.isOpen ? 'ended' : 'open'}` })
    else if (visit.isOpen) violations.push(...configurationFaults(what, visit.configurations, file))
    found.delete(id)
  }
  // The fleet's visits are all there is: one more is a command that took effect again.
  for (const [id, { device }] of found) violations.push({ kind: 'twice', what: `visit ${id} of ${device}, unasked` })
  return violations
}

function configurationFaults(where: string, revisions: ReadonlyMap<string, number>, file: StoreFile): Violation[] {
  return [...revisions].flatMap(([id, revision]) => {
    const found = file.configurations.get(id)?.revision ?? 0
    if (found === revision) return []
    const what = `${where}: configuration ${id} at revision ${found}, not ${revision}`
    return [{ kind: found < revision ? ('lost' as const) : ('twice' as const), what }]
  })
}

function cartFaults(expected: Expected, file: StoreFile): Violation[] {
  const found = new Map<string, number>()
  for (const { visitId, item, quantity } of file.cart) add(found, `${visitId} ${item}`, quantity)
  const wanted = new Map<string, number>()
  for (const [id, { isOpen, cart }] of expected.visits)
    if (isOpen) for (const [item, units] of cart) add(wanted, `${id} ${item}`, units)
  return differences('in cart', wanted, found)
}

function orderFaults(expected: Expected, file: StoreFile): Violation[] {
  const violations: Violation[] = []
  const found = new Map(file.orders.map((order) => [order.id, order]))
  const wantedLines = new Map<string, number>()
  for (const [id, order] of expected.orders) {
    for (const [item, units] of order.units) add(wantedLines, `${id} ${item}`, units)
    const row = found.get(id)
    if (row === undefined) violations.push({ kind: 'lost', what: `order ${id}` })
    else if (row.total !== order.totalMinor || row.visitId !== order.visitId)
      violations.push({ kind: 'broken', what: `order ${id}: ${row.total}, not ${order.totalMinor}` })
  }
  for (const id of found.keys())
    if (!expected.orders.has(id)) violations.push({ kind: 'twice', what: `order ${id}, unasked` })
  const foundLines = new Map<string, number>()
  for (const { orderId, item, quantity } of file.orderLines) add(foundLines, `${orderId} ${item}`, quantity)
  violations.push(...differences('in order', wantedLines, foundLines), ...outboxFaults(file))
  if (file.lastOrderNumber !== file.orders.length)
    violations.push({ kind: 'broken', what: `${file.orders.length} orders numbered up to ${file.lastOrderNumber}` })
  return violations
}

/** An order waits for the online shop exactly until the shop has it. */
function outboxFaults({ orders, waiting }: StoreFile): Violation[] {
  return orders.flatMap(({ id, upstream }) => {
    const rows = waiting.filter((key) => key === id).length
    const wanted = upstream === 'waiting' ? 1 : 0
    if (rows === wanted) return []
    return [{ kind: rows < wanted ? ('lost' as const) : ('twice' as const), what: `order ${id}: ${rows} outbox rows` }]
  })
}

function differences(where: string, wanted: Map<string, number>, found: Map<string, number>): Violation[] {
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((key) => {
    const [want, have] = [wanted.get(key) ?? 0, found.get(key) ?? 0]
    if (want === have) return []
    return [
      { kind: have < want ? ('lost' as const) : ('twice' as const), what: `${where} ${key}: ${have}, not ${want}` },
    ]
  })
}

function add(to: Map<string, number>, key: string, units: number): void {
  if (units !== 0) to.set(key, (to.get(key) ?? 0) + units)
}
