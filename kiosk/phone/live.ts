import { PHONE_EVENTS } from '@dangol/protocol/shop.ts'

type PhoneEvent = (typeof PHONE_EVENTS)[number]

/** Listens for the shop saying that something of the shopper's changed. The browser reconnects by itself. Returns how to stop. */
export function listenToShop(
  onEvent: (event: PhoneEvent) => void,
  onReconnect: () => void,
  open: (path: string) => EventSource = (path) => new EventSource(path),
): () => void {
  const source = open('/api/events')
  for (const event of PHONE_EVENTS) source.addEventListener(event, () => onEvent(event))
  let opened = false
  source.onopen = () => {
    // What happened while the line was down is not repeated, so everything is read again.
    if (opened) onReconnect()
    opened = true
  }
  return () => source.close()
}
