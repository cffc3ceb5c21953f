import { z } from 'zod'
import type { Question } from '../call.ts'
import type { VendureMapping } from '../config.ts'
import { ERROR } from './list.ts'
import { orderInShop, OrderInShopSchema } from './order-in-shop.ts'

const ErrorSchema = z.object({
  ...{ errorCode: z.string(), message: z.string() },
  transitionError: z.string().nullable().optional(),
  /** Of goods that are short: how many can be had, or lie there. */
  quantityAvailable: z.int().optional(),
  stockOnHand: z.int().optional(),
  productVariantId: z.string().optional(),
})
export type ErrorInShop = z.infer<typeof ErrorSchema>

const ToOrderSchema = z.object({ done: z.union([ErrorSchema, OrderInShopSchema]) })
const ToThingSchema = z.object({ done: z.union([ErrorSchema, z.object({ id: z.string() })]) })
export type OrderStep = Question<typeof ToOrderSchema>
type ThingStep = Question<typeof ToThingSchema>

/** Every question that changes something at an order, for one mapping. Each answers with the order as it then is. */
export type Writing = ReturnType<typeof writingOf>

export function writingOf(mapping: VendureMapping) {
  const order = orderInShop(mapping)
  const toOrder = (variables: string, call: string): OrderStep => ({
    document: `mutation(${variables}) { done: ${call} { ${order} } }`,
    answer: ToOrderSchema,
  })
  const toOrderOr = (variables: string, call: string, error = ERROR): OrderStep => ({
    document: `mutation(${variables}) { done: ${call} { ... on Order { ${order} } ${error} } }`,
    answer: ToOrderSchema,
  })
  const short = `${ERROR} ... on InsufficientStockError { quantityAvailable }`
  return {
    createDraft: { document: 'mutation { done: createDraftOrder { id } }', answer: ToThingSchema } satisfies ThingStep,
    setFields: toOrder('$id: ID!, $input: UpdateOrderInput!', 'setDraftOrderCustomFields(orderId: $id, input: $input)'),
    clearFields: toOrder('$input: UpdateOrderInput!', 'setOrderCustomFields(input: $input)'),
    deleteDraft: {
      document: 'mutation($id: ID!) { done: deleteDraftOrder(orderId: $id) { result message } }',
      answer: z.object({ done: z.object({ result: z.string(), message: z.string().nullable().optional() }) }),
    },
    addLine: toOrderOr(
      '$id: ID!, $input: AddItemToDraftOrderInput!',
      'addItemToDraftOrder(orderId: $id, input: $input)',
      short,
    ),
    adjustLine: toOrderOr(
      '$id: ID!, $input: AdjustDraftOrderLineInput!',
      'adjustDraftOrderLine(orderId: $id, input: $input)',
      short,
    ),
    removeLine: toOrderOr('$id: ID!, $line: ID!', 'removeDraftOrderLine(orderId: $id, orderLineId: $line)'),
    setCustomer: toOrderOr(
      '$id: ID!, $customer: ID, $input: CreateCustomerInput',
      'setCustomerForDraftOrder(orderId: $id, customerId: $customer, input: $input)',
    ),
    setAddress: toOrder(
      '$id: ID!, $input: CreateAddressInput!',
      'setDraftOrderShippingAddress(orderId: $id, input: $input)',
    ),
    setShipping: toOrderOr(
      '$id: ID!, $method: ID!',
      'setDraftOrderShippingMethod(orderId: $id, shippingMethodId: $method)',
    ),
    move: toOrderOr(
      '$id: ID!, $state: String!',
      'transitionOrderToState(id: $id, state: $state)',
      '... on OrderStateTransitionError { errorCode message transitionError }',
    ),
    pay: toOrderOr('$input: ManualPaymentInput!', 'addManualPaymentToOrder(input: $input)'),
    fulfil: {
      document: `mutation($input: FulfillOrderInput!) { done: addFulfillmentToOrder(input: $input) {
        ... on Fulfillment { id } ${ERROR} ... on InsufficientStockOnHandError { productVariantId stockOnHand } } }`,
      answer: ToThingSchema,
    } satisfies ThingStep,
    moveFulfilment: {
      document: `mutation($id: ID!, $state: String!) { done: transitionFulfillmentToState(id: $id, state: $state) {
        ... on Fulfillment { id } ${ERROR} } }`,
      answer: ToThingSchema,
    } satisfies ThingStep,
    setStock: {
      document: `mutation($input: [UpdateProductVariantInput!]!) { done: updateProductVariants(input: $input) { id } }`,
      answer: z.object({ done: z.array(z.unknown()) }),
    },
  }
}
