import { refuse } from '@dangol/domain/result/result.ts'
import { BRIDGE } from '@dangol/protocol/bridge.ts'
import type { BridgeCall } from '@dangol/protocol/bridge.ts'
import type { z } from 'zod'
import type { BridgeHandlers } from './calls/call-context.ts'

type BridgeReply = { ok: true; value: unknown } | { ok: false; error: { code: string } }
/** One question of a screen, as untrusted as it comes over IPC or a WebSocket. */
export type BridgeRouter = (name: unknown, input: unknown) => Promise<BridgeReply>

/**
 * The only way into the host. Refuses: 'malformed' for a name that is not a call or an input of another shape, 'internal'
 * when the host itself failed. Never rejects: no exception text crosses the bridge.
 */
export function createBridgeRouter(handlers: BridgeHandlers, onFailure: (error: unknown) => void): BridgeRouter {
  return async (name, input) => {
    if (!isCall(name)) return refuse('malformed')
    const schema: z.ZodType = BRIDGE[name].input
    const parsed = schema.safeParse(input)
    if (!parsed.success) return refuse('malformed')
    // The schema and the handler are of the same name, which TypeScript cannot follow through a variable.
    const handler = handlers[name] as (input: unknown) => BridgeReply | Promise<BridgeReply>
    try {
      return await handler(parsed.data)
    } catch (error) {
      onFailure(error)
      return refuse('internal')
    }
  }
}

/** `hasOwn`, so that 'constructor' or '__proto__' is no call (kiosk-shell 3). */
const isCall = (name: unknown): name is BridgeCall => typeof name === 'string' && Object.hasOwn(BRIDGE, name)
