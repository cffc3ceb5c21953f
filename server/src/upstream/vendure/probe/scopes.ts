import { z } from 'zod'
import type { ProbeProblem } from '../../connector.ts'
import { GraphqlRefusal } from '../call.ts'
import type { Call } from '../call.ts'
import type { PERMISSIONS } from '../permissions.ts'

/** No row has this id. */
const NONE = '"0"'

/**
 * Whoever comes with an API key is told nothing of what it may do, so each permission is tried: by a question that is answered, or by a
 * change of something that does not exist, which Vendure refuses for want of the thing only after it has looked at the permission.
 */
const TRIALS: Readonly<Record<(typeof PERMISSIONS)[number], string>> = {
  ReadSettings: '{ shippingMethods(options: { take: 1 }) { totalItems } }',
  ReadCatalog: '{ productVariants(options: { take: 1 }) { totalItems } }',
  ReadOrder: '{ orders(options: { take: 1 }) { totalItems } }',
  ReadCustomer: '{ customers(options: { take: 1 }) { totalItems } }',
  CreateOrder: `mutation { removeDraftOrderLine(orderId: ${NONE}, orderLineId: ${NONE}) { __typename } }`,
  UpdateOrder: `mutation { transitionOrderToState(id: ${NONE}, state: "Draft") { __typename } }`,
  DeleteOrder: `mutation { deleteDraftOrder(orderId: ${NONE}) { __typename } }`,
  UpdateCustomer: `mutation { updateCustomer(input: { id: ${NONE} }) { __typename } }`,
  CreateCustomer: `mutation { createCustomerAddress(customerId: ${NONE}, input: { streetLine1: "", countryCode: "KR" }) { id } }`,
  UpdateCatalog: 'mutation { updateProductVariants(input: []) { id } }',
}

/** What the key may not do. */
export async function missingScopes(call: Call, signal: AbortSignal): Promise<readonly ProbeProblem[]> {
  const problems: ProbeProblem[] = []
  for (const [permission, document] of Object.entries(TRIALS)) {
    try {
      await call({ document, answer: z.unknown() }, {}, signal)
    } catch (error) {
      if (!(error instanceof GraphqlRefusal)) throw error
      // Any other refusal is about the thing that does not exist.
      if (isForbidden(error)) problems.push({ code: 'scope', detail: permission })
    }
  }
  return problems
}

export const isForbidden = ({ code }: GraphqlRefusal): boolean => code === 'FORBIDDEN' || code === 'UNAUTHENTICATED'
