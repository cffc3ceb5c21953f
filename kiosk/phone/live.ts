import type { PHONE_EVENTS } from '@dangol/protocol/shop.ts'

export type PhoneEvent = (typeof PHONE_EVENTS)[number]

/** Listens for the shop saying that something of the shopper's changed. The browser reconnects by itself. Returns how to stop. */
export function listenToShop(onEvent: (event: PhoneEvent) => void, onReconnect: () => void): () => void {
  const source = new EventSource('/api/events')
  const events: readonly PhoneEvent[] = ['orders', 'configurations', 'me']
  for (const event of events) source.addEventListener(event, () => onEvent(event))
  let opened = false
  source.onopen = () => {
    // What happened while the line was down is not repeated, so everything is read again.
    if (opened) onReconnect()
    opened = true
  }
  return () => source.close()
}
