import { PhoneOrdersSchema } from '@dangol/protocol/shop.ts'
import type { PhoneOrder } from '@dangol/protocol/shop.ts'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useShop } from '../shop.ts'
import { answersInOrder, loadOf } from './load.ts'
import type { Load } from './load.ts'

/** The shopper's orders, newest first, wherever they were placed. */
export const useOrders = defineStore('orders', () => {
  const { client } = useShop()
  const state = shallowRef<Load>('loading')
  const orders = shallowRef<readonly PhoneOrder[]>([])
  const more = shallowRef(false)
  const ask = answersInOrder()
  let page = 0

  async function load(): Promise<void> {
    const isInOrder = ask()
    const answer = await client.get('/api/orders?page=0', PhoneOrdersSchema)
    if (!isInOrder()) return
    state.value = loadOf(answer)
    if (!answer.ok) return
    page = 0
    orders.value = answer.value.orders
    more.value = answer.value.more
  }

  async function loadMore(): Promise<void> {
    const answer = await client.get(`/api/orders?page=${page + 1}`, PhoneOrdersSchema)
    if (!answer.ok) return
    page += 1
    orders.value = [...orders.value, ...answer.value.orders]
    more.value = answer.value.more
  }

  return { state, orders, more, load, loadMore }
})
