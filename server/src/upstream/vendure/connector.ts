import type { CommerceConnector, ConnectorDeps } from '../connector.ts'
import { createCall } from './call.ts'
import type { Call } from './call.ts'
import type { VendureLink, VendureMapping } from './config.ts'
import { askingOf } from './documents/asking.ts'
import { readingOf } from './documents/reading.ts'
import { writingOf } from './documents/writing.ts'
import { createFactsDesk } from './facts.ts'
import type { FactsDesk } from './facts.ts'
import { createFeeds } from './feeds/feeds.ts'
import { feedsOf } from './feeds/plans.ts'
import { answerOf, outcomeOf } from '../adapters/halt.ts'
import { historyIn } from '../adapters/history-in.ts'
import { readHint } from './hint.ts'
import { createShopMoney } from './money.ts'
import { findCustomers, peopleQuestions, putConsents } from './people.ts'
import { createLostDrafts } from './place/lost-drafts.ts'
import { placeOrder } from './place/place-order.ts'
import type { Describe } from './place/wanted.ts'
import { probe } from './probe/probe.ts'
import { saveConfiguration, savingOf } from './save-configuration.ts'
import { DRAFTS, tidy } from './tidy.ts'

/** A real Vendure 3 behind the port of every shop, over its Admin API. */
export function createVendureConnector(link: VendureLink, deps: ConnectorDeps): CommerceConnector {
  const { mapping } = link
  const { store, keys, clock } = deps
  const { call, shopNowMs } = listening(callOf(link, deps))
  const facts = createFactsDesk(call, mapping)
  const [reading, asking, writing] = [readingOf(mapping), askingOf(mapping), writingOf(mapping)]
  const [questions, saving] = [peopleQuestions(mapping), savingOf(mapping)]
  const documents = documentsIn(reading, asking, writing, questions, { saving, DRAFTS })
  const feeds = createFeeds({ call, facts, mapping, reading, keys, store })
  const people = { call, asking, questions, mapping, keys }
  const lost = createLostDrafts()
  return {
    platform: 'vendure',
    capabilities: {
      feeds: feedsOf(mapping),
      webhooks: deps.webhookSecret !== null,
      configurations: saving !== null,
      consents: mapping.customer.consents !== undefined,
      ownPrices: mapping.orderLine.agreedPrice !== undefined,
      historyDays: null,
    },
    probe: (signal) => answerOf(() => probe({ call, facts, mapping, documents, store, clock, signal })),
    changes: (feed, cursor, o) => answerOf(() => feeds.changes(feed, cursor, o)),
    sweep: (feed, after, o) => answerOf(() => feeds.sweep(feed, after, o)),
    scan: (feed, after, o) => answerOf(() => feeds.scan(feed, after, o)),
    read: (feed, ids, signal) => answerOf(() => feeds.read(feed, ids, signal)),
    readOf: (feed, customerRef, o) => answerOf(() => feeds.readOf(feed, customerRef, o)),
    findCustomers: (query, signal) => answerOf(() => findCustomers(people, query, signal)),
    ordersOf: (customerRef, limit, signal) =>
      answerOf(async () => historyIn(await feeds.readOf('orders', customerRef, { limit, signal }))),
    placeOrder: (place, signal) =>
      outcomeOf(async () => {
        const known = await shopFacts(facts, deps, signal)
        const at = { call, asking, writing, mapping, shopNowMs, signal, lost, describe: describing(mapping, deps) }
        return placeOrder(place, { ...at, ...known })
      }),
    saveConfiguration: (configuration, customerRef, signal) =>
      outcomeOf(() => saveConfiguration(call, saving, { configuration, customerRef, signal })),
    putConsents: (consent, customerRef, signal) =>
      outcomeOf(() => putConsents(people, consent, { customerRef, signal })),
    tidy: (signal) => answerOf(() => tidy({ call, writing, mapping, lost, storeId: store.id, signal })),
    hint: (headers, body) => readHint(deps.webhookSecret, headers, body),
  }
}

type Questions = Readonly<Record<string, { readonly document: string } | null>>
const documentsIn = (...all: readonly Questions[]): string[] =>
  all.flatMap((some) => Object.values(some).flatMap((one) => (one === null ? [] : [one.document])))

const callOf = ({ url, channelToken, mapping }: VendureLink, { secret, send }: ConnectorDeps): Call =>
  createCall({ url, key: secret, lang: mapping.lang, send, ...(channelToken === undefined ? {} : { channelToken }) })

/** Keeps in mind what time it last was at the shop. */
function listening(call: Call): { call: Call; shopNowMs: () => number } {
  let shopNowMs = 0
  return {
    async call(question, variables, signal) {
      const heard = await call(question, variables, signal)
      shopNowMs = heard.shopNowMs
      return heard
    },
    shopNowMs: () => shopNowMs,
  }
}

async function shopFacts(facts: FactsDesk, { store }: ConnectorDeps, signal: AbortSignal) {
  const { precision, locations } = await facts.known(signal)
  const home = [...locations].find(([, ours]) => ours === store.home)?.[0] ?? null
  return { money: createShopMoney(precision, store.currency), home }
}

/** In the language of the shop's people; where nobody knows the words, the names of the choices have to do. */
const describing =
  ({ lang }: VendureMapping, { words }: ConnectorDeps): Describe =>
  (configuration) => {
    const said = words?.(configuration) ?? null
    if (said !== null) return [said.family[lang], ...said.choices.map(({ what }) => what[lang])].join('\n')
    const choices = Object.entries(configuration.choices).map(([id, choice]) => `${id}: ${choice}`)
    return [configuration.familyId, ...choices].join('\n')
  }
