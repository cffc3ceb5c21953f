import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'
import { Unfit } from '../adapters/unfit.ts'

/** Amounts of the shop and of the store. Vendure counts every currency in the same small parts (`moneyStrategyPrecision`). */
export interface ShopMoney {
  /** Refuses ('currency', 'money'): another currency, or an amount with a part that the currency does not have. */
  ours(amount: number, currency: string): Money
  /** The store's minor units in the shop's parts; null where they cannot say it exactly. */
  theirs(money: Money): number | null
}

export function createShopMoney(precision: number, currency: Currency): ShopMoney {
  const finer = precision - CURRENCY_EXPONENTS[currency]
  return {
    ours(amount, said) {
      if (said !== currency) throw new Unfit('currency', `${said}, and this store counts in ${currency}`)
      const minor = finer >= 0 ? amount / 10 ** finer : amount * 10 ** -finer
      if (!Number.isSafeInteger(minor)) throw new Unfit('money', `${amount} is no whole amount of ${currency}`)
      return { minor, currency }
    },
    theirs({ minor }) {
      const amount = finer >= 0 ? minor * 10 ** finer : minor / 10 ** -finer
      return Number.isSafeInteger(amount) ? amount : null
    },
  }
}
