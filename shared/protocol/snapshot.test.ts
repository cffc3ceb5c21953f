import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import * as approvals from './approvals.ts'
import * as assist from './assist.ts'
import * as bridge from './bridge.ts'
import * as carts from './carts.ts'
import * as catalogue from './catalogue.ts'
import * as common from './common.ts'
import * as configurations from './configurations.ts'
import * as customers from './customers.ts'
import * as devices from './devices.ts'
import * as handshake from './handshake.ts'
import * as handovers from './handovers.ts'
import * as insights from './insights.ts'
import * as models from './models.ts'
import * as orders from './orders.ts'
import * as privacy from './privacy.ts'
import * as promises from './promises.ts'
import * as requests from './requests.ts'
import * as shop from './shop.ts'
import * as shopApprovals from './shop-approvals.ts'
import * as shopPrivacy from './shop-privacy.ts'
import * as shopRoster from './shop-roster.ts'
import * as staff from './staff.ts'
import * as sync from './sync.ts'
import * as trust from './trust.ts'
import { PROTOCOL_FLOOR, PROTOCOL_HISTORY, PROTOCOL_VERSION } from './version.ts'
import * as visits from './visits.ts'

const FILE = new URL('wire.snap.json', import.meta.url)
const WHAT_TO_DO = `The wire is not what shared/protocol/wire.snap.json pins.
Not meant? Undo it: kiosks in stores still speak the pinned wire.
Meant? Raise PROTOCOL_VERSION in version.ts, give it a line of history, keep what serves the version before,
then pin the new wire with: WIRE=pin node shared/tooling/run.mjs vitest run --project unit shared/protocol/snapshot.test.ts
(The version may stay while no store runs it yet.)`

const wire = {
  protocol: PROTOCOL_VERSION,
  floor: PROTOCOL_FLOOR,
  requests: calls(requests.REQUESTS),
  bridge: calls(bridge.BRIDGE),
  schemas: schemasOf({
    approvals,
    assist,
    bridge,
    carts,
    catalogue,
    common,
    configurations,
    customers,
    devices,
    handovers,
    handshake,
    insights,
    models,
    orders,
    privacy,
    promises,
    shop,
    shopApprovals,
    shopPrivacy,
    shopRoster,
    staff,
    sync,
    trust,
    visits,
    requests: namedSchemas(requests.REQUESTS),
    'bridge calls': namedSchemas(bridge.BRIDGE),
  }),
}

test('the wire is the one that is pinned', () => {
  const text = `${JSON.stringify(wire, null, 1)}\n`
  if (process.env['WIRE'] === 'pin') writeFileSync(FILE, text)
  expect(JSON.parse(readFileSync(FILE, 'utf8')), WHAT_TO_DO).toEqual(JSON.parse(text))
})

test('every version has its line of history, and the floor is one of them', () => {
  const versions = Object.keys(PROTOCOL_HISTORY).map(Number)
  expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: PROTOCOL_VERSION }, (_, at) => at + 1))
  expect(versions).toContain(PROTOCOL_FLOOR)
  expect(PROTOCOL_FLOOR).toBeLessThanOrEqual(PROTOCOL_VERSION)
})

interface Call {
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly refusals: readonly string[]
  readonly from?: readonly string[]
}

/** Refusals and who may ask are part of the wire too, though no schema says them. */
function calls(contracts: Readonly<Record<string, Call>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(contracts).map(([name, { refusals, from }]) => [name, { refusals, from }]))
}

function namedSchemas(contracts: Readonly<Record<string, Call>>): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(contracts).flatMap(([name, { input, output }]) => [
      [`${name} input`, input],
      [`${name} output`, output],
    ]),
  )
}

/** All schemas of all modules as JSON Schema, each written once and referred to by name. */
function schemasOf(modules: Readonly<Record<string, object>>): unknown {
  const registry = z.registry<{ id: string }>()
  for (const [module, exported] of Object.entries(modules)) {
    for (const [name, value] of Object.entries(exported)) {
      if (value instanceof z.ZodType && !registry.has(value)) registry.add(value, { id: `${module}/${name}` })
    }
  }
  return z.toJSONSchema(registry, { io: 'input' }).schemas
}
