import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts } from '@dangol/tooling/free-ports.ts'
import { KIOSKS, createCount, stepOf } from './contender.ts'
import type { Contender } from './contender.ts'
import { peerPackage, peerProgram, startPeer } from './peer-package.ts'

/** As much of `mqtt` as is used. */
interface Client {
  publishAsync(topic: string, message: string, options: { qos: 1; retain: boolean }): Promise<unknown>
  subscribeAsync(topic: string, options: { qos: 1 }): Promise<unknown>
  on(event: 'message', listener: (topic: string) => void): unknown
}
interface Mqtt {
  connectAsync(url: string): Promise<Client>
}
interface Address {
  readonly port: number
}

/** mosquitto at quality 1, retained: quick, and only in memory between its snapshots. */
export const contender: Contender = {
  async serve(folder) {
    peerPackage<Mqtt>('mqtt')
    const program = peerProgram('mosquitto', ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'])
    const [port = 0] = await freePorts(1)
    const config = join(folder, 'mosquitto.conf')
    // As many messages under way as a burst has; by itself it would hold some back.
    writeFileSync(
      config,
      `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 0\nmax_queued_messages 0\nset_tcp_nodelay true\n`,
    )
    const server = await startPeer({ program, args: ['-c', config], port })
    return { address: { port }, end: server.end }
  },
  async openKiosks(address: Address) {
    const kiosks = await Promise.all(Array.from({ length: KIOSKS }, () => open(address)))
    return {
      async write(n) {
        const device = `kiosk-${n % KIOSKS}`
        const value = { ...VISIT, deviceId: device, step: stepOf(n) }
        await kiosks[n % KIOSKS]?.publishAsync(`floor/${device}`, JSON.stringify(value), { qos: 1, retain: true })
      },
    }
  },
  async openTablet(address: Address, seen) {
    const client = await open(address)
    const count = createCount(seen)
    client.on('message', (topic) => count(Number(topic.slice('floor/kiosk-'.length))))
    await client.subscribeAsync('floor/#', { qos: 1 })
  },
}

const VISIT = {
  id: '01998000-0000-7000-8000-000000000000',
  level: 'L0',
  lang: 'ko',
  startedAt: 1_760_000_000_000,
  maskedName: null,
  customerId: null,
  configurationCount: 0,
  cartUnits: 0,
  servedBy: null,
}

const open = ({ port }: Address): Promise<Client> => peerPackage<Mqtt>('mqtt').connectAsync(`mqtt://127.0.0.1:${port}`)
