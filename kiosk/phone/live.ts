import { PHONE_EVENTS } from '@dangol/protocol/shop.ts'

type PhoneEvent = (typeof PHONE_EVENTS)[number]

/** Listens for the shop saying that something of the shopper's changed. The browser reconnects by itself. Returns how to stop. */
export function listenToShop(
  onEvent: (event: PhoneEvent) => void,
  onOpen: () => void,
  open: (path: string) => EventSource = (path) => new EventSource(path),
): () => void {
  const source = open('/api/events')
  for (const event of PHONE_EVENTS) source.addEventListener(event, () => onEvent(event))
  // What happened before the line was up is told to nobody, so everything is read again.
  source.onopen = onOpen
  return () => source.close()
}
