import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGeneratedShop } from '@dangol/server/src/testing/generator-connector.ts'
import { SizeSchema } from './shop-over-http.ts'

/** The shop at the other end of the line, in a process of its own: generated orders as JSON, a page at a time. */
const { connector } = createGeneratedShop(SizeSchema.parse(JSON.parse(process.argv[2] ?? '')))
const server = createServer((request, response) => {
  const asked = new URL(request.url ?? '/', 'http://shop').searchParams
  const limit = Number(asked.get('limit'))
  const page = { limit, signal: new AbortController().signal }
  void connector.scan('orders', asked.get('after'), page).then((answer) => {
    if (answer.kind !== 'answered') return response.writeHead(500).end()
    const { told, cursor, more, total } = answer.value
    const rows = told.map(({ id, customerId, changes }) => ({ id, customerId, changes }))
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ rows, cursor, more, total }))
  })
})
// A listening TCP server has an address of this form.
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
