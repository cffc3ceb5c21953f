import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ProbeProblem } from '@dangol/protocol/link.ts'
import { z } from 'zod'
import type { Probe } from '../connector.ts'
import { Halt } from '../adapters/halt.ts'
import { NOT_KNOWN } from './admin.ts'
import type { Admin } from './admin.ts'
import type { MedusaLink } from './config.ts'
import { listRows } from './listing.ts'

/** Windows and look-ups reckon with less. */
const CLOCK_MAX_MS = 300_000
const DETAIL_MAX = 200
/** Medusa does not say which it is; what this adapter asks for tells that it is one of these. */
const VERSION = 'Medusa 2'

const RegionSchema = z.object({ region: z.object({ currency_code: z.string() }) })

export interface ProbeDeps {
  readonly admin: Admin
  readonly link: MedusaLink
  readonly clock: Clock
}

/** Asks the shop for everything that the link file names. Throws `Halt` where nothing usable is heard. */
export async function probe(deps: ProbeDeps, signal: AbortSignal): Promise<Probe> {
  try {
    const problems: ProbeProblem[] = []
    for (const check of [checkRegion, checkDrafts, checkNames, checkVariants])
      problems.push(...(await check(deps, signal)))
    const clockOffsetMs = await clockOffset(deps, signal)
    if (Math.abs(clockOffsetMs) > CLOCK_MAX_MS)
      problems.push(problem('clock', `${Math.round(clockOffsetMs / 1_000)} s`))
    return { version: VERSION, clockOffsetMs, problems }
  } catch (error) {
    const code = error instanceof Halt ? refusedFor(error) : null
    if (code === null) throw error
    return { version: VERSION, clockOffsetMs: 0, problems: [problem(code, (error as Halt).message)] }
  }
}

function refusedFor({ message }: Halt): 'credentials' | 'scope' | null {
  if (message === NOT_KNOWN) return 'credentials'
  return message.startsWith('403') ? 'scope' : null
}

async function checkRegion({ admin, link }: ProbeDeps, signal: AbortSignal): Promise<ProbeProblem[]> {
  const heard = await admin.get(`/admin/regions/${link.regionId}`, { fields: 'id,currency_code' }, signal)
  if (heard.kind === 'refused') return [problem('field', `regionId ${link.regionId}`)]
  const region = RegionSchema.safeParse(heard.body)
  if (!region.success) return [problem('version', '/admin/regions')]
  const said = region.data.region.currency_code.toUpperCase()
  return said === link.currency
    ? []
    : [problem('currency', `the region sells in ${said}, the store in ${link.currency}`)]
}

/** Drafts that the Admin API can end as well came with 2.8. */
async function checkDrafts({ admin }: ProbeDeps, signal: AbortSignal): Promise<ProbeProblem[]> {
  const heard = await admin.get('/admin/draft-orders', { fields: 'id', limit: 1 }, signal)
  return heard.kind === 'refused' ? [problem('version', '/admin/draft-orders')] : []
}

async function checkNames({ admin, link }: ProbeDeps, signal: AbortSignal): Promise<ProbeProblem[]> {
  const kinds = [
    { code: 'field', path: '/admin/sales-channels', list: 'sales_channels', ids: [link.salesChannelId] },
    { code: 'location', path: '/admin/stock-locations', list: 'stock_locations', ids: Object.values(link.locations) },
    {
      code: 'shipping-method',
      path: '/admin/shipping-options',
      list: 'shipping_options',
      ids: Object.values(link.shipping),
    },
  ] as const
  const problems: ProbeProblem[] = []
  for (const { code, ids, ...of } of kinds) {
    const wanted = [...new Set<string>(ids)]
    const missing = await missingOf(admin, of, { field: 'id', wanted }, signal)
    problems.push(...missing.map((id) => problem(code, id)))
  }
  if (link.locations[link.storeLocation] === undefined) problems.push(problem('location', link.storeLocation))
  return problems
}

async function checkVariants({ admin, link }: ProbeDeps, signal: AbortSignal): Promise<ProbeProblem[]> {
  const of = { path: '/admin/product-variants', list: 'variants' }
  const wanted = [...new Set<string>(Object.values(link.families))]
  return (await missingOf(admin, of, { field: 'sku', wanted }, signal)).map((sku) => problem('sku', sku))
}

async function missingOf(
  admin: Admin,
  of: { readonly path: string; readonly list: string },
  { field, wanted }: { readonly field: 'id' | 'sku'; readonly wanted: readonly string[] },
  signal: AbortSignal,
): Promise<string[]> {
  if (wanted.length === 0) return []
  const { rows } = await listRows(admin, of, { [field]: wanted, fields: `id,${field}`, limit: wanted.length }, signal)
  const there = new Set(rows.map((row) => z.object({ [field]: z.string() }).safeParse(row).data?.[field]))
  return wanted.filter((one) => !there.has(one))
}

/** The shop tells its time in whole seconds: the middle of that second, at the middle of the question. */
async function clockOffset({ admin, clock }: ProbeDeps, signal: AbortSignal): Promise<number> {
  const before = clock.nowMs()
  const { shopNowMs } = await listRows(
    admin,
    { path: '/admin/regions', list: 'regions' },
    { fields: 'id', limit: 1 },
    signal,
  )
  return Math.round(shopNowMs + 500 - (before + clock.nowMs()) / 2)
}

const problem = (code: ProbeProblem['code'], detail: string): ProbeProblem => ({
  code,
  detail: detail.slice(0, DETAIL_MAX),
})
