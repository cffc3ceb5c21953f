import { join } from 'node:path'
import { systemIds } from '@dangol/client/system-ids.ts'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { startWorker } from '../worker.ts'
import { KIOSKS, createCount, stepOf } from './contender.ts'
import type { Contender } from './contender.ts'

interface Address {
  readonly url: string
}

/** The bare reference; 'single' commits each command by itself. */
export const referenceOf = (mode: 'grouped' | 'single'): Contender => ({
  async serve(folder) {
    const server = startWorker('./reference-server.ts', [join(folder, `${mode}.sqlite`), mode])
    return { address: await server.ask<Address>('address'), end: server.end }
  },
  async openKiosks({ url }: Address) {
    const kiosks = await Promise.all(Array.from({ length: KIOSKS }, () => open(url)))
    return {
      async write(n) {
        const device = `kiosk-${n % KIOSKS}`
        await kiosks[n % KIOSKS]?.emitWithAck('write', { id: systemIds.next(), device, step: stepOf(n) })
      },
    }
  },
  async openTablet({ url }: Address, seen) {
    const socket = await open(url)
    const count = createCount(seen)
    socket.on('log:appended', ({ entries }: { entries: { puts: { value: { deviceId: string } }[] }[] }) => {
      for (const { puts } of entries) {
        for (const { value } of puts) count(Number(value.deviceId.slice('kiosk-'.length)))
      }
    })
    await socket.emitWithAck('follow')
  },
})

async function open(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true })
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  return socket
}
