import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { z } from 'zod'
import type { ShopAnswer } from '../../shop-port.ts'
import type { Probe, ProbeProblem } from '../connector.ts'
import type { AdminApi, Said } from './admin-api.ts'
import type { MetafieldName, ShopifyLink } from './config.ts'
import { METAFIELD_DEFINITION, PROBE } from './documents/probe.ts'
import { ORDER_PARTS } from './documents/writes.ts'
import { keyOf } from './rows/metafields.ts'
import { missingScopes, scopesFor } from './scopes.ts'
import { anyOf } from './search-query.ts'
import { answerOf } from './feeds/read-feed.ts'

export interface ProbeDeps {
  readonly api: AdminApi
  readonly link: ShopifyLink
  readonly store: Store
  readonly clock: Clock
  /** What the app may do, once that is known. */
  readonly onScopes: (scopes: readonly string[]) => void
}

/** A clock that is further off makes windows of time worthless. */
const CLOCK_MAX_MS = 600_000
const DETAIL_MAX = 200
const NOBODY = 'gid://shopify/Customer/0'

const ShopSchema = z.object({
  shop: z.object({ currencyCode: z.string() }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  nodes: z.array(z.object({ id: z.string().optional(), isActive: z.boolean().optional() }).nullable()),
})
const SkusSchema = z.object({
  productVariants: z.object({ nodes: z.array(z.object({ sku: z.string().nullable() })) }),
})
const DefinitionSchema = z.object({
  metafieldDefinitions: z.object({ nodes: z.array(z.object({ type: z.object({ name: z.string() }) })) }),
})

/** Credentials, scopes, version, currency and every name of the mapping, against the shop itself. Writes nothing. */
export async function probeShop(deps: ProbeDeps, signal: AbortSignal): Promise<ShopAnswer<Probe>> {
  const { api, link, clock } = deps
  const locations = Object.keys(link.mapping.locations)
  const said = await api.ask({ document: PROBE, variables: { locations }, schema: ShopSchema, signal })
  const problems = said.kind === 'answered' ? problemsOf(deps, said) : refusalOf(said)
  if (problems === null) return answerOf(said as Exclude<typeof said, { kind: 'answered' }>)
  const version = said.kind === 'answered' ? (said.apiVersion ?? link.apiVersion) : link.apiVersion
  const clockOffsetMs = said.kind === 'answered' ? said.shopNowMs - clock.nowMs() : 0
  const probe = { version, clockOffsetMs, problems }
  if (said.kind !== 'answered') return { kind: 'answered', value: probe }
  const more = await mappingProblems(deps, signal)
  if (more.kind !== 'answered') return more
  return { kind: 'answered', value: { ...probe, problems: [...problems, ...more.value] } }
}

/** Null where nothing was said that a person could act on. */
function refusalOf(said: Exclude<Said<unknown>, { kind: 'answered' }>): ProbeProblem[] | null {
  const why = said.why.slice(0, DETAIL_MAX)
  if (said.kind === 'unreachable' && (said.status === 401 || said.status === 403))
    return [{ code: 'credentials', detail: why }]
  if (said.kind === 'unreachable' && said.status === 404) return [{ code: 'version', detail: why }]
  return said.code === 'ACCESS_DENIED' ? [{ code: 'scope', detail: why }] : null
}

function problemsOf(
  { link, store, clock, onScopes }: ProbeDeps,
  said: { value: z.infer<typeof ShopSchema>; shopNowMs: number; apiVersion: string | null },
): ProbeProblem[] {
  const { shop, currentAppInstallation, nodes } = said.value
  const scopes = currentAppInstallation.accessScopes.map(({ handle }) => handle)
  onScopes(scopes)
  const offsetMs = said.shopNowMs - clock.nowMs()
  const places = new Set(nodes.flatMap((place) => (place?.isActive === true ? [place.id] : [])))
  const problem = (code: ProbeProblem['code'], detail: string): ProbeProblem => ({ code, detail })
  return [
    ...missingScopes(scopesFor(link.mapping), scopes).map((scope) => problem('scope', scope)),
    ...(said.apiVersion === null || said.apiVersion === link.apiVersion
      ? []
      : [problem('version', `${link.apiVersion} was asked for and ${said.apiVersion} answered`)]),
    ...(shop.currencyCode === store.currency
      ? []
      : [problem('currency', `the shop sells in ${shop.currencyCode}, the store in ${store.currency}`)]),
    ...Object.keys(link.mapping.locations).flatMap((gid) => (places.has(gid) ? [] : [problem('location', gid)])),
    ...Object.values(link.mapping.locations).flatMap((ours) =>
      store.locations.some(({ id }) => id === ours) ? [] : [problem('location', `${ours} is no place of the store`)],
    ),
    ...(Math.abs(offsetMs) > CLOCK_MAX_MS ? [problem('clock', `${Math.round(offsetMs / 1_000)} seconds`)] : []),
  ]
}

async function mappingProblems(deps: ProbeDeps, signal: AbortSignal): Promise<ShopAnswer<ProbeProblem[]>> {
  const { savedConfigurations, consents, lang } = deps.link.mapping
  const problems: ProbeProblem[] = []
  const asked = [
    () => skuProblems(deps, signal),
    ...[savedConfigurations, consents].flatMap((name) => (name == null ? [] : [fieldOf(deps, name, ['json'], signal)])),
    ...(lang === undefined ? [] : [fieldOf(deps, lang, ['single_line_text_field'], signal)]),
  ]
  for (const ask of asked) {
    const said = await ask()
    const found = said.kind === 'answered' ? said.value : refusalOf(said)
    if (found === null) return answerOf(said as Exclude<typeof said, { kind: 'answered' }>)
    problems.push(...found)
  }
  return { kind: 'answered', value: problems }
}

async function skuProblems({ api, link }: ProbeDeps, signal: AbortSignal): Promise<Said<ProbeProblem[]>> {
  const skus = Object.values<string>(link.mapping.families)
  const variables = { query: anyOf('sku', skus), customer: NOBODY, withCustomer: false }
  if (skus.length === 0) return { kind: 'answered', value: [], shopNowMs: api.shopNowMs(), apiVersion: null }
  const said = await api.ask({ document: ORDER_PARTS, variables, schema: SkusSchema, signal })
  if (said.kind !== 'answered') return said
  const known = new Set(said.value.productVariants.nodes.map(({ sku }) => sku))
  return { ...said, value: skus.filter((sku) => !known.has(sku)).map((sku) => ({ code: 'sku', detail: sku })) }
}

const fieldOf =
  ({ api }: ProbeDeps, name: MetafieldName, types: readonly string[], signal: AbortSignal) =>
  async (): Promise<Said<ProbeProblem[]>> => {
    const said = await api.ask({ document: METAFIELD_DEFINITION, variables: name, schema: DefinitionSchema, signal })
    if (said.kind !== 'answered') return said
    const [definition] = said.value.metafieldDefinitions.nodes
    const isFit = definition !== undefined && types.includes(definition.type.name)
    const detail = `${keyOf(name)} of customers: ${definition?.type.name ?? 'not defined'}, ${types.join()} is needed`
    return { ...said, value: isFit ? [] : [{ code: 'field', detail }] }
  }
