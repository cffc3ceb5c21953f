import { z } from 'zod'
import type { ProbeProblem } from '../../connector.ts'
import { GraphqlRefusal } from '../call.ts'
import type { Call } from '../call.ts'

/** Whatever else it asks for, this is what is carried out. */
const CARRIED_OUT = 'query Probe { __typename }'

/**
 * Holds every document of ours against the schema of the shop, with one question: a server checks all operations that it is sent and
 * carries out the one that is named. So a field that is not there, a plugin that is gone, another version are found before anything
 * is read or written (U10).
 */
export async function misfits(
  call: Call,
  o: { documents: readonly string[]; mapped: ReadonlySet<string>; signal: AbortSignal },
): Promise<readonly ProbeProblem[]> {
  const named = o.documents.map((document, at) => withName(document, `Ours${at}`))
  const document = [CARRIED_OUT, ...named].join('\n')
  try {
    await call({ document, operationName: 'Probe', answer: z.unknown() }, {}, o.signal)
    return []
  } catch (error) {
    if (!(error instanceof GraphqlRefusal) || error.code !== 'GRAPHQL_VALIDATION_FAILED') throw error
    return [...new Set(error.faults)].map((fault) => ({
      code: isAbout(fault, o.mapped) ? 'field' : 'version',
      detail: fault,
    }))
  }
}

const withName = (document: string, name: string): string =>
  document.startsWith('{') ? `query ${name} ${document}` : document.replace(/^(query|mutation)/, `$1 ${name}`)

/** A fault that names something of the mapping is the mapping's; any other is another version of the shop. */
const isAbout = (fault: string, mapped: ReadonlySet<string>): boolean =>
  [...fault.matchAll(/"(?<name>[^".]+)(?:\.[^"]*)?"/g)].some((found) => mapped.has(found.groups?.['name'] ?? ''))
