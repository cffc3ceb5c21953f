import type { KioskBridge } from '@dangol/protocol/bridge.ts'
import type { ContextBridge, IpcRenderer } from 'electron'
import { describe, expect, it } from 'vitest'
import { exposeBridge } from './preload-bridge.ts'

function openPreload() {
  const exposed = new Map<string, unknown>()
  const invoked: unknown[][] = []
  const sent: string[] = []
  let onState: (event: unknown, state: unknown) => void = () => undefined
  const ipc = {
    invoke: (...values: unknown[]) => {
      invoked.push(values)
      return Promise.resolve({ ok: true, value: null })
    },
    send: (channel: string) => sent.push(channel),
    on: (_channel: string, listener: typeof onState) => (onState = listener),
  }
  const contextBridge: Pick<ContextBridge, 'exposeInMainWorld'> = {
    exposeInMainWorld: (name, value) => exposed.set(name, value),
  }
  exposeBridge(contextBridge, ipc as unknown as IpcRenderer)
  const bridge = exposed.get('kiosk') as KioskBridge
  return { exposed, bridge, invoked, sent, push: (state: unknown) => onState({ sender: 'ipc' }, state) }
}

describe('the preload script', () => {
  it('exposes one name with two functions, and nothing of IPC', () => {
    const { exposed, bridge } = openPreload()
    expect([...exposed.keys()]).toEqual(['kiosk'])
    expect(Object.keys(bridge).sort()).toEqual(['ask', 'onState'])
  })

  it('asks over one channel', async () => {
    const { bridge, invoked } = openPreload()
    expect(await bridge.ask('visit:end', { epoch: 1 })).toEqual({ ok: true, value: null })
    expect(invoked).toEqual([['bridge:ask', 'visit:end', { epoch: 1 }]])
  })

  it('asks for the state once, then passes it on without the event', () => {
    const { bridge, sent, push } = openPreload()
    const seen: unknown[] = []
    const stop = bridge.onState((state) => seen.push(state))
    expect(sent).toEqual(['bridge:listen'])
    push({ epoch: 1 })
    const late: unknown[] = []
    bridge.onState((state) => late.push(state))
    stop()
    push({ epoch: 2 })
    expect(seen).toEqual([{ epoch: 1 }])
    expect(late).toEqual([{ epoch: 1 }, { epoch: 2 }])
    expect(sent).toHaveLength(1)
  })
})
