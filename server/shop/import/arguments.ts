import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { CurrencySchema } from '@dangol/protocol/common.ts'
import { ColumnsSchema, DATE_ORDERS, isZone, MapFileSchema } from './mapping.ts'
import type { PartialMapping } from './mapping.ts'

const USAGE = `npm run import -- orders FILE [options]

  --map FILE.json        columns, currency, zone and dates from a file
  --columns A=X,B=Y      which column holds invoice, sku, quantity, date, price, title, customer, country
  --currency GBP         currency of the prices (KRW, EUR, GBP, USD)
  --zone Europe/London   time zone of the times
  --dates iso|mdy|dmy    2010-12-01, 12/1/2010 or 1/12/2010
  --consents LIST|none   what the retailer states that its customers agreed to
                         (default recog.kiosk,assist.notify,history.view)
  --resume               continue an interrupted import; refuses a file that was never begun`

const DEFAULT_CONSENTS = 'recog.kiosk,assist.notify,history.view'

export interface ImportArguments {
  readonly file: string
  readonly said: PartialMapping
  readonly consents: readonly Purpose[]
  readonly resume: boolean
}
export type Refusal = { code: 'usage'; why: string }

/** What the command line asks for. Paths are read from `cwd`, the folder the person stands in. */
export function readArguments(argv: readonly string[], cwd: string): Result<ImportArguments, Refusal> {
  const parsed = parse(argv)
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const [what, file] = positionals
  if (what !== 'orders' || file === undefined || positionals.length > 2) return refuse('usage', { why: USAGE })
  const said = readMapping(values, cwd)
  if (!said.ok) return said
  const consents = readConsents(values.consents ?? DEFAULT_CONSENTS)
  if (!consents.ok) return consents
  return ok({ file: resolve(cwd, file), said: said.value, consents: consents.value, resume: values.resume ?? false })
}

const text = { type: 'string' } as const
const OPTIONS = { map: text, columns: text, currency: text, zone: text, dates: text, consents: text } as const

function parse(argv: readonly string[]) {
  try {
    const options = { ...OPTIONS, resume: { type: 'boolean' } } as const
    return ok(parseArgs({ args: [...argv], options, allowPositionals: true, strict: true }))
  } catch (error) {
    return refuse('usage', { why: `${error instanceof Error ? error.message : 'Not understood.'}\n\n${USAGE}` })
  }
}

type Values = Partial<Record<keyof typeof OPTIONS, string>>

function readMapping(values: Values, cwd: string): Result<PartialMapping, Refusal> {
  const file: Result<PartialMapping, Refusal> =
    values.map === undefined ? ok({}) : readMapFile(resolve(cwd, values.map))
  if (!file.ok) return file
  const columns = values.columns === undefined ? {} : Object.fromEntries(values.columns.split(',').map(pairOf))
  if (!ColumnsSchema.safeParse(columns).success)
    return refuse('usage', { why: `--columns is not understood.\n\n${USAGE}` })
  const { currency, zone, dates } = values
  if (currency !== undefined && !CurrencySchema.safeParse(currency).success) {
    return refuse('usage', { why: `--currency ${currency} is not one of KRW, EUR, GBP, USD.` })
  }
  if (zone !== undefined && !isZone(zone)) return refuse('usage', { why: `--zone ${zone} is not a time zone.` })
  if (dates !== undefined && !DATE_ORDERS.some((one) => one === dates)) {
    return refuse('usage', { why: `--dates ${dates} is not one of iso, mdy, dmy.` })
  }
  const flags = { ...(currency && { currency }), ...(zone && { zone }), ...(dates && { dates }) }
  return ok(MapFileSchema.parse({ ...file.value, ...flags, columns: { ...file.value.columns, ...columns } }))
}

function readMapFile(path: string): Result<PartialMapping, Refusal> {
  try {
    const parsed = MapFileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (parsed.success) return ok(parsed.data)
    const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
    return refuse('usage', { why: `The mapping file ${path} is not understood${where === '' ? '' : ` at: ${where}`}.` })
  } catch {
    return refuse('usage', { why: `The mapping file ${path} cannot be read as JSON.` })
  }
}

function readConsents(list: string): Result<readonly Purpose[], Refusal> {
  if (list === 'none') return ok([])
  const named = list.split(',').map((purpose) => purpose.trim())
  const unknown = named.find((name) => !PURPOSES.some((purpose) => purpose === name))
  if (unknown !== undefined) {
    return refuse('usage', { why: `--consents ${unknown} is not one of ${PURPOSES.join(', ')}, or none.` })
  }
  return ok(PURPOSES.filter((purpose) => named.includes(purpose)))
}

function pairOf(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
}
