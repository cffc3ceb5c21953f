import type { Find } from './byte-search.ts'

/** When the disks are opened: while visits are under way, once they are over, after a member was erased, and 25 hours later. */
export const MOMENTS = ['during', 'after', 'erased', 'a day later'] as const
export type Moment = (typeof MOMENTS)[number]

/** Whose disk: of the store server, a kiosk, a tablet; and what all processes printed. */
export type Place = 'server' | 'kiosk' | 'tablet' | 'logs'

/** 'held': it must be found, or the search is blind. 'may': allowed and not certain. */
type Word = 'never' | 'held' | 'may'
interface Rule {
  /** What docs/privacy.md says of it. */
  readonly why: string
  /** Where it stands, at each of the moments. Everywhere else: never. */
  readonly on: Partial<Record<Place, readonly [during: Word, after: Word, erased: Word, dayLater: Word]>>
}

/** Each kind of personal datum of a day, as docs/privacy.md has it. What a member has is of the one who is erased, unless it says otherwise. */
export const EXPECTED = {
  name: { why: 'customers: until erased', on: { server: ['held', 'held', 'never', 'never'] } },
  'masked name': {
    why: 'log: log entries of a visit, with the visit',
    on: { server: ['held', 'never', 'never', 'never'] },
  },
  number: { why: 'customers: until erased', on: { server: ['held', 'held', 'never', 'never'] } },
  persona: { why: 'customers: until erased', on: { server: ['held', 'held', 'never', 'never'] } },
  'name of another member': { why: 'customers: until erased', on: { server: ['held', 'held', 'held', 'held'] } },
  contact: { why: 'account: online shop only', on: {} },
  address: { why: 'memory of store server and kiosk', on: {} },
  'telephone number': { why: 'of a retailer’s own shop a digest only', on: {} },
  'area of an address': {
    why: 'of a retailer’s own shop, with the last line masked; until erased',
    on: { server: ['held', 'held', 'may', 'may'] },
  },
  'order of who never agreed': { why: 'only with history.view', on: {} },
  'cart of who never agreed': { why: 'only with config.sync.store', on: {} },
  'key to the platform': { why: 'a file of the operator', on: {} },
  alias: {
    why: 'after an erasure on the tombstone and in the record only',
    on: { server: ['held', 'held', 'held', 'held'] },
  },
  'saved configuration': {
    why: 'only with config.sync.store; until erased',
    on: { server: ['held', 'held', 'never', 'never'] },
  },
  'configuration of who withdrew': {
    why: 'only with config.sync.store; until withdrawn',
    on: { server: ['held', 'never', 'never', 'never'] },
  },
  'order of the past': {
    why: 'only with history.view; until erased',
    on: { server: ['held', 'held', 'never', 'never'] },
  },
  'shared draft': { why: 'until the visit ends', on: { server: ['held', 'never', 'never', 'never'] } },
  'unfinished configuration': {
    why: 'parked for the phone: a saved one, with config.sync.store',
    on: { server: ['held', 'held', 'never', 'never'] },
  },
  'parking code': {
    why: 'with its configuration; a day in the outcome of the command that ended the visit, where it opens nothing',
    on: { server: ['may', 'held', 'may', 'never'] },
  },
  'forgotten configuration': {
    why: 'forget me now: nothing stays',
    on: { server: ['held', 'never', 'never', 'never'] },
  },
  'name of what was ordered': {
    why: 'an order keeps what has to be made',
    on: { server: ['held', 'held', 'never', 'never'] },
  },
  'ordered text': {
    why: 'an order keeps what has to be made, without the alias',
    on: { server: ['held', 'held', 'held', 'held'] },
  },
  'anonymous configuration': {
    why: 'disk of the kiosk until the store server has it; there 24 h behind its code, of nobody',
    on: { kiosk: ['held', 'never', 'never', 'never'], server: ['held', 'held', 'held', 'never'] },
  },
  'key of a member code': { why: 'credentials: until erased', on: { server: ['held', 'held', 'never', 'never'] } },
  'number of a key': {
    why: 'roster_versions: a random number names nobody',
    on: { server: ['held', 'held', 'held', 'held'] },
  },
  'member code': { why: 'rule 6: no codes', on: {} },
  'approval code': {
    why: 'log: log entries of a visit, with the visit',
    on: { server: ['may', 'never', 'never', 'never'] },
  },
  'approval secret': { why: 'memory of the store server', on: {} },
  'typed search': { why: 'rule 6: a search is on record as a search', on: {} },
  pin: { why: 'kept as a keyed hash', on: {} },
  'session token': { why: 'kept as a hash', on: {} },
  'device token': { why: 'keys of the house are a file of the demonstration', on: {} },
  passkey: {
    why: 'passkeys: public keys of the people who work here',
    on: { server: ['may', 'held', 'held', 'held'] },
  },
  'staff name': { why: 'associates: while their work is on record', on: { server: ['may', 'held', 'held', 'held'] } },
} as const satisfies Record<string, Rule>

export type Kind = keyof typeof EXPECTED

const ruleFor = (kind: Kind): Rule => EXPECTED[kind]
const wordFor = (kind: Kind, place: Place, moment: Moment): Word =>
  ruleFor(kind).on[place]?.[MOMENTS.indexOf(moment)] ?? 'never'

/** What is found and should not be, and what should be found and is not, each as a sentence. `played`: kinds that this day has had. */
export function problemsOn(
  place: Place,
  moment: Moment,
  { finds, played }: { finds: readonly Find<Kind>[]; played: readonly Kind[] },
): string[] {
  return played.flatMap((kind) => {
    const word = wordFor(kind, place, moment)
    const found = finds.filter((find) => find.kind === kind)
    if (word === 'never')
      return found.map(({ text, file, form }) => `${place}, ${moment}: ${kind} "${text}" in ${file} (${form})`)
    return word === 'held' && found.length === 0 ? [`${place}, ${moment}: ${kind} was not found`] : []
  })
}
