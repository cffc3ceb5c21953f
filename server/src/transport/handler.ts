import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'

/** Who asks, as the handshake proved it. Never taken from a message body. */
export interface Caller {
  readonly deviceId: DeviceId
  readonly kind: DeviceKind
  /** Version of the wire it speaks. */
  readonly protocol: number
  readonly associate: AssociateId | null
  /** The sign-in it came with; null where nobody signed in, and in the demonstration's version 1. */
  readonly session: string | null
  /** Origin of the page it runs in, where it is one: stated by its browser, and one of this server's own. */
  readonly page?: string
}

/** One use-case behind one request; the input is already validated and the caller's kind already allowed. */
export type Handler<N extends RequestName> = (caller: Caller, input: Input<N>) => Answer<N> | Promise<Answer<N>>

/** The handlers a feature contributes; `app.ts` merges them and the compiler checks that none is missing. */
export type Handlers<N extends RequestName> = { readonly [K in N]: Handler<K> }
