'use strict'
const { createHmac, randomUUID } = require('node:crypto')

/*
 * Medusa calls subscribers inside the shop and posts nothing itself. This one tells a store, signed, which record an event is
 * about; whether it arrives is not looked after, for a store also asks by itself.
 */
const ORDER = ['placed', 'updated', 'canceled', 'completed', 'archived', 'fulfillment_created', 'fulfillment_canceled']
const EVENTS = [
  ...ORDER.map((name) => `order.${name}`),
  ...['customer.created', 'customer.updated', 'customer.deleted'],
  ...['product-variant.created', 'product-variant.updated', 'product-variant.deleted'],
  ...['inventory.inventory-level.created', 'inventory.inventory-level.updated'],
]
const PATIENCE_MS = 5_000

async function tellStore({ event: { name, data }, container }) {
  const url = process.env.STORE_HOOK_URL
  if (!url) return
  const told = name.startsWith('inventory.') ? await itemOf(container, data) : data
  const body = JSON.stringify({ id: randomUUID(), topic: name, data: told })
  const signature = createHmac('sha256', process.env.STORE_HOOK_SECRET).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-dangol-signature': signature }
  const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) })
  if (!answer.ok) throw new Error(`the store answered ${answer.status}`)
}

/** A level is known to the store by what it is a level of. */
async function itemOf(container, { id }) {
  const [level] = await container.resolve('inventory').listInventoryLevels({ id: [id] })
  return level ? { inventory_item_id: level.inventory_item_id } : {}
}

module.exports = { default: tellStore, config: { event: EVENTS } }
