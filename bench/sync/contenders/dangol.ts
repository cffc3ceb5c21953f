import { join } from 'node:path'
import { createReplica } from '@dangol/client/replica.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { startWorker } from '../worker.ts'
import { KIOSKS, createCount, stepOf } from './contender.ts'
import type { Contender } from './contender.ts'

export interface StoreAddress {
  readonly url: string
  readonly keys: Readonly<Record<DeviceKind, string>>
  /** Of whoever holds tablet-1. */
  readonly session: string
}

/** The product: its server, its rules, its limits, and its own client on both sides. */
export const contender: Contender = {
  async serve(folder) {
    const server = startWorker('./store-server.ts', [join(folder, 'store.sqlite')])
    return { address: await server.ask<StoreAddress>('address'), end: server.end }
  },
  async openKiosks(address: StoreAddress) {
    const kiosks = await Promise.all(
      Array.from({ length: KIOSKS }, async (_, k) => {
        const link = await open(address, 'kiosk', `kiosk-${k}`)
        link.subscribe(`kiosk:kiosk-${k}`, createReplica())
        const visit = await link.request('visits:begin', { commandId: systemIds.next<CommandId>(), lang: 'ko' })
        if (!visit.ok) throw new Error(`no visit: ${visit.error.code}`)
        return { link, visitId: visit.value.id }
      }),
    )
    return {
      async write(n) {
        const kiosk = kiosks[n % KIOSKS]
        if (kiosk === undefined) return
        const { link, visitId } = kiosk
        const commandId = systemIds.next<CommandId>()
        const answer = await link.request('visits:report-step', { commandId, visitId, step: stepOf(n) })
        if (!answer.ok) throw new Error(`write ${n} was refused: ${answer.error.code}`)
      },
    }
  },
  async openTablet(address: StoreAddress, seen) {
    const link = await open(address, 'tablet', 'tablet-1')
    const count = createCount(seen)
    link.subscribe('floor', createReplica(), ({ type, puts }) => {
      if (type !== 'visit.moved-on') return
      for (const put of puts) if (put.kind === 'floor-visit') count(Number(put.value.deviceId.slice('kiosk-'.length)))
    })
    await isOnline(link)
  },
}

async function open({ url, keys, session }: StoreAddress, kind: DeviceKind, id: string): Promise<StoreLink> {
  const device = { id: id as DeviceId, kind }
  const handshake = () => ({
    ...{ protocol: PROTOCOL_VERSION, device, token: keys[kind] },
    ...(kind === 'tablet' ? { session } : {}),
  })
  const link = openStoreLink({ url, handshake, timers: systemTimers })
  await isOnline(link)
  return link
}

const isOnline = (link: StoreLink): Promise<void> =>
  new Promise((resolve) => link.onStatus((status) => status === 'online' && resolve()))
