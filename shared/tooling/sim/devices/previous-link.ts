import type { OpenLine } from '@dangol/client/line.ts'
import { openStoreLink } from '@dangol/client/previous/v1.js'
import type { PreviousLine, PreviousLink } from '@dangol/client/previous/v1.js'
import type { Timers } from '@dangol/domain/time/clock.ts'

/** The client of the version before, as it was released, over a simulated line. */
export const previousLink = (openLine: OpenLine, timers: Timers): PreviousLink =>
  openStoreLink({
    timers,
    openLine(_options, events): PreviousLine {
      const listeners = new Map<string, (message: unknown) => void>()
      const line = openLine({ ...events, heard: (event, message) => listeners.get(event)?.(message) })
      return {
        socket: {
          get connected() {
            return line.state() === 'up'
          },
          emit: (name, input, acknowledge) => line.send(name, input, acknowledge),
          on: (event, hear) => void listeners.set(event, hear),
        },
        state: () => line.state(),
        refusal: () => line.refusal(),
        reconnect: () => line.reconnect(),
        close: () => line.close(),
      }
    },
  })
