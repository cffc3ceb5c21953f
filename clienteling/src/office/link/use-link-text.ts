import type { Feed, Letter, LinkState } from '@dangol/protocol/link.ts'
import { formatCount } from '@dangol/ui/format/format.ts'
import { useLinkStore } from '../../app/link-store.ts'
import { useText } from '../../app/text.ts'
import { useTimeText } from '../../app/time-text.ts'
import { ko } from '../../messages/ko.ts'
import type { Verdict } from './verdict.ts'

/** A clock that is off by less is right. Milliseconds. */
const CLOCK_RIGHT_MS = 2_000
const SECOND_MS = 1_000
const DAY_MS = 86_400_000

/** How the link stands in sentences, and its numbers as a manager reads them. */
export function useLinkText() {
  const { t, lang } = useText()
  const { span, phrase, timeOfDay, moment } = useTimeText()
  const line = useLinkStore()
  const ago = (atMs: number): string => phrase(line.nowMs - atMs, AGO)
  /** The time of day, with the day where it was another one. */
  const at = (atMs: number): string => (line.nowMs - atMs < DAY_MS / 2 ? timeOfDay(atMs) : moment(atMs))
  const feed = (name: Feed, platform: LinkState['platform']): string =>
    name === 'log' && platform === 'embedded' ? t('shopLink.wholeShop') : t(`shopLink.feed.${name}`)

  function said(verdict: Verdict, platform: LinkState['platform']): string {
    switch (verdict.kind) {
      case 'problems':
        return t('shopLink.verdict.problems', { n: verdict.problems.length })
      case 'held':
        return t('shopLink.verdict.held', { by: verdict.by, time: at(verdict.at), reason: verdict.reason })
      case 'away':
        return phrase(line.nowMs - verdict.since, { now: 'shopLink.verdict.awayNow', since: 'shopLink.verdict.away' })
      case 'letters':
        return t('shopLink.verdict.letters', { n: verdict.count })
      case 'failing':
        return t('shopLink.verdict.failing', { feed: feed(verdict.feed.feed, platform) })
      case 'loading':
        return verdict.percent === null
          ? t('shopLink.verdict.loadingOpen')
          : t('shopLink.verdict.loading', { percent: verdict.percent })
      case 'behind':
        return t('shopLink.verdict.behind', { time: span(line.nowMs - verdict.at) })
      case 'current':
        return phrase(line.nowMs - verdict.at, {
          now: 'shopLink.verdict.currentNow',
          since: 'shopLink.verdict.current',
        })
      default:
        return t(`shopLink.verdict.${verdict.kind}`)
    }
  }

  return {
    ...{ ago, at, feed, said },
    /** What follows from it, and what to do. */
    next(verdict: Verdict, waiting: number): string {
      if (verdict.kind !== 'resting') return t(`shopLink.verdict.${verdict.kind}Next`, { n: waiting })
      const time = verdict.retryAt === null ? '…' : timeOfDay(verdict.retryAt)
      return t('shopLink.verdict.restingNext', { time, n: waiting })
    },
    clock(offsetMs: number): string {
      const size = Math.abs(offsetMs)
      if (size < CLOCK_RIGHT_MS) return t('shopLink.facts.clockRight')
      const time = size < 10 * SECOND_MS ? t('since.seconds', { n: Math.round(size / SECOND_MS) }) : span(size)
      return t(offsetMs > 0 ? 'shopLink.facts.clockAhead' : 'shopLink.facts.clockBehind', { time })
    },
    letter({ kind, order }: Letter): string {
      if (kind !== 'order') return t(`shopLink.letters.kind.${kind}`)
      return order === null
        ? t('shopLink.letters.kind.orderUnknown')
        : t('shopLink.letters.kind.order', { number: order.number })
    },
    why: ({ reason }: Letter): string => t(`shopLink.letters.reason.${reason ?? 'none'}`),
    whatNext: ({ reason }: Letter): string => t(`shopLink.letters.next.${reason ?? 'none'}`),
    /** What the store itself knows of it; null where the detail is the shop's own words. */
    known({ reason, detail }: Letter): string | null {
      if (reason === 'cancelled-here') return t('shopLink.letters.numberThere', { detail })
      return reason === 'other-shop' ? t('shopLink.letters.meantFor', { detail }) : null
    },
    /** A field of a sample; one of a later version is shown as it is written. */
    field: (name: string): string => (isField(name) ? t(`shopLink.field.${name}`) : name),
    count: (n: number): string => formatCount(n, lang.value),
  }
}

const AGO = { now: 'shopLink.figure.agoNow', since: 'shopLink.figure.ago' } as const

const isField = (name: string): name is keyof typeof ko.shopLink.field => Object.hasOwn(ko.shopLink.field, name)
