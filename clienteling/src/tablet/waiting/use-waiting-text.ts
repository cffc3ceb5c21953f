import type { WaitingCommand } from '@dangol/client/outbox.ts'
import type { Sku } from '@dangol/domain/ids/ids.ts'
import { useCatalogueStore } from '../../app/catalogue-store.ts'
import { useDeviceName } from '../../app/device-name.ts'
import { refusalKey, useText } from '../../app/text.ts'
import type { AnyRefusal } from '../../app/text.ts'
import { useFloorStore } from '../now/floor-store.ts'

/** What waits in the outbox, in the words of whoever made it. */
export function useWaitingText() {
  const { t, pick } = useText()
  const nameOf = useDeviceName()
  const [floor, catalogue] = [useFloorStore(), useCatalogueStore()]
  const deviceOf = (id: string | undefined) => (id === undefined ? '' : nameOf(id))
  const titleOf = (sku: Sku): string => {
    const found = catalogue.skus.find((each) => each.sku === sku)
    return found ? pick(found.title) : sku
  }

  function what({ request, input }: WaitingCommand): string {
    if ('serving' in input) {
      const subject = deviceOf(floor.visitById(input.visitId)?.deviceId)
      return t(input.serving ? 'waiting.what.serve' : 'waiting.what.unserve', { subject })
    }
    if ('to' in input) {
      const subject = floor.orders.find(({ id }) => id === input.orderId)?.number ?? ''
      return t('waiting.what.orders-move', { subject, to: t(`orders.state.${input.to}`) })
    }
    if ('draft' in input) return t('waiting.what.configurations-save', { subject: input.draft.name })
    if ('item' in input) return t('waiting.what.carts-add', { subject: itemOf(input.item) })
    if ('lineId' in input) return t('waiting.what.carts-change', { n: input.quantity })
    if ('callId' in input) {
      const subject = deviceOf(floor.calls.find(({ id }) => id === input.callId)?.deviceId)
      return t(request === 'assist:close' ? 'waiting.what.assist-close' : 'waiting.what.assist-answer', { subject })
    }
    if ('configurationId' in input) return t('waiting.what.configurations-discard')
    if ('reason' in input) {
      return t('waiting.what.visits-end', { subject: deviceOf(floor.visitById(input.visitId)?.deviceId) })
    }
    return t('waiting.what.visits-begin')
  }
  const itemOf = (item: { kind: 'stocked'; sku: Sku } | { kind: 'configured' }): string =>
    item.kind === 'stocked' ? titleOf(item.sku) : t('configure.title')

  return {
    what,
    /** Why it was not done, and what to do next. */
    why: (code: string): string =>
      // The codes of an outbox are those of the requests it sends.
      code === 'forgotten' ? t('waiting.forgotten') : t(refusalKey(code as AnyRefusal)),
  }
}
