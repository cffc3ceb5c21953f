import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ownFigures } from './own-figures.ts'
import { serveRaw } from './raw-ws.ts'
import type { RawSocket } from './raw-ws.ts'
import { serveParent } from './worker.ts'

/** The floor under every design on WebSockets: sends back what comes, and one text to everybody when told to. */
const http = createServer()
const sockets = new Set<RawSocket>()
serveRaw(http).on('connection', (socket) => {
  sockets.add(socket)
  socket.on('message', (data) => socket.send(data.toString()))
  socket.on('close', () => sockets.delete(socket))
})
const MESSAGE = {
  ...{ id: '01998000-0000-7000-8000-000000000000', deviceId: 'kiosk-1', level: 'L0', lang: 'ko', step: 'cart' },
  ...{ maskedName: null, customerId: null, configurationCount: 0, cartUnits: 0, seq: 0, filling: '' },
}

await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

serveParent({
  ...ownFigures,
  address: () => ({ url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}` }),
  async publish({ times, bytes }: { times: number; bytes: number }) {
    const filling = 'a'.repeat(Math.max(0, bytes - JSON.stringify(MESSAGE).length))
    for (let n = 0; n < times; n++) {
      // Whoever tells something has to write it down once.
      const text = JSON.stringify({ ...MESSAGE, seq: n, filling })
      for (const socket of sockets) socket.send(text)
      await new Promise((resolve) => setImmediate(resolve))
    }
  },
})
