import { core } from './vendure.mjs'

const KOREAN = core.LanguageCode.ko

/** A line with an agreed price keeps it, tax included; every other line costs what its product costs. */
export class AgreedPrices {
  calculateUnitPrice(_context, variant, custom) {
    const agreed = custom?.agreedPrice
    if (agreed !== null && agreed !== undefined) return { price: agreed, priceIncludesTax: true }
    return { price: variant.listPrice, priceIncludesTax: variant.listPriceIncludesTax }
  }
}

/** Delivery costs what it costs in the web shop, and nothing for an order that a store agreed with its customer. */
export const deliveryCalculator = new core.ShippingCalculator({
  code: 'delivery-unless-agreed',
  description: [{ languageCode: KOREAN, value: '매장 주문은 배송비 없음' }],
  args: { rate: { type: 'int' } },
  calculate: (_context, order, { rate }) => ({
    price: (order.customFields.externalRef ?? null) === null ? rate : 0,
    priceIncludesTax: true,
    taxRate: 10,
  }),
})
