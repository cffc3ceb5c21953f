import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { HeadSchema, LiveSchema, RevokedSchema } from '@dangol/protocol/sync.ts'
import type { Cursor, LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { Replica } from './replica.ts'
import type { Requester } from './requester.ts'
import { createTopicFollower } from './topic-follower.ts'
import type { Next, TopicFollower } from './topic-follower.ts'

/** Pause before a failed catch-up is asked again. Milliseconds. */
const CATCH_UP_PAUSE_MS = 1000

export interface Subscription {
  /**
   * 'refused': this device may not read the topic, or not any more; its copy is empty. Asked again on the next connection;
   * stop and subscribe anew to ask before.
   */
  status(): 'catching-up' | 'live' | 'refused'
  stop(): void
}

export interface Subscriptions {
  readonly add: (topic: Topic, replica: Replica, onEntry?: (entry: LogEntry) => void) => Subscription
  lineUp(): void
  lineLost(): void
  /** What the server sent unasked. */
  heard(event: string, message: unknown): void
  /** Whether every topic is live or refused. */
  settled(): boolean
  /** Cursor of the topic that is furthest behind; of the newest when all are up to date; null when nothing is followed. */
  cursor(): Cursor | null
  stop(): void
}

export interface SubscriptionsOptions {
  readonly isUp: () => boolean
  readonly timers: Timers
  readonly request: Requester['request']
  readonly onChange: () => void
}

interface Followed {
  readonly topic: Topic
  readonly follower: TopicFollower
  status: ReturnType<Subscription['status']>
  /** Rises with each catch-up asked; an answer to an older one is dropped. */
  round: number
  cancelRetry: CancelTimer
}

/** Follows the granted topics over one socket: catches up on every connect, and again whenever a gap shows. */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { isUp, onChange } = options
  const all = new Map<Topic, Followed>()
  const { ask, act, revoke } = createAsking(options, (followed) => all.get(followed.topic) === followed)

  return {
    add(topic, replica, onEntry) {
      if (all.has(topic)) throw new Error(`topic ${topic} is followed already`)
      const follower = createTopicFollower({ replica, onEntry })
      const followed: Followed = { topic, follower, status: 'catching-up', round: 0, cancelRetry: () => undefined }
      all.set(topic, followed)
      if (isUp()) void ask(followed, null)
      onChange()
      return { status: () => followed.status, stop: () => drop(all, followed, onChange) }
    },
    lineUp: () => all.forEach((followed) => void ask(followed, followed.follower.cursor())),
    lineLost: () => all.forEach(loseLine),
    heard(event, message) {
      if (event === 'log:appended') hearEntries(message, all, act)
      if (event === 'log:head') hearHead(message, all, act)
      if (event === 'log:revoked') hearRevoked(message, all, revoke)
    },
    settled: () => [...all.values()].every(({ status }) => status !== 'catching-up'),
    cursor: () => furthestBehind([...all.values()].map(({ follower }) => follower)),
    stop: () => all.forEach((followed) => drop(all, followed, onChange)),
  }
}

/** What is asked for a topic, and what comes of the answer. */
function createAsking(
  { isUp, timers, request, onChange }: SubscriptionsOptions,
  isFollowed: (followed: Followed) => boolean,
) {
  const ask = async (followed: Followed, cursor: ReturnType<TopicFollower['cursor']>): Promise<void> => {
    const round = ++followed.round
    followed.cancelRetry()
    followed.follower.asked()
    become(followed, 'catching-up')
    const answer = await request('sync:subscribe', { topic: followed.topic, cursor })
    if (round !== followed.round) return
    if (answer.ok) {
      const next = followed.follower.caughtUp(answer.value)
      if (next === 'follow') become(followed, 'live')
      // Starting over twice in a row would be the server's fault; ask it gently.
      else if (next === 'start-over' && cursor === null) askLater(followed)
      else act(followed, next)
    } else if (answer.error.code === 'not-entitled') refuse(followed)
    else askLater(followed)
  }
  const askLater = (followed: Followed): void => {
    followed.cancelRetry = timers.after(CATCH_UP_PAUSE_MS, () => {
      if (isUp()) void ask(followed, followed.follower.cursor())
    })
  }
  const act = (followed: Followed, next: Next): void => {
    if (next === 'follow') return
    void ask(followed, next === 'catch-up' ? followed.follower.cursor() : null)
  }
  /** Known as refused before the copy is wiped, so that whoever sees it go knows why. */
  const refuse = (followed: Followed): void => {
    followed.round++
    followed.cancelRetry()
    followed.status = 'refused'
    followed.follower.forget()
    onChange()
  }
  /** The right may have come back meanwhile, and the answer on its way be older than that: whoever was asking asks again. */
  const revoke = (followed: Followed): void => {
    const wasAsking = followed.status === 'catching-up'
    refuse(followed)
    // Whoever saw the copy go may have stopped following.
    if (wasAsking && isFollowed(followed)) void ask(followed, null)
  }
  const become = (followed: Followed, status: Followed['status']): void => {
    followed.status = status
    onChange()
  }
  return { ask, act, revoke }
}

function furthestBehind(followers: readonly TopicFollower[]): Cursor | null {
  const started = followers.filter((follower) => follower.cursor() !== null)
  const seqOf = (follower: TopicFollower): number => follower.cursor()?.seq ?? 0
  const [first] = started.sort((a, b) => b.behind() - a.behind() || seqOf(b) - seqOf(a))
  return first?.cursor() ?? null
}

function loseLine(followed: Followed): void {
  followed.round++
  followed.cancelRetry()
  followed.status = 'catching-up'
}

function drop(all: Map<Topic, Followed>, followed: Followed, onChange: () => void): void {
  if (all.get(followed.topic) !== followed) return
  all.delete(followed.topic)
  followed.round++
  followed.cancelRetry()
  onChange()
}

type Act = (followed: Followed, next: Next) => void

function hearEntries(message: unknown, all: ReadonlyMap<Topic, Followed>, act: Act): void {
  const live = LiveSchema.safeParse(message)
  // Entries of a shape this version cannot read are a gap like any other; which topic they were of is not to be trusted.
  if (!live.success) {
    for (const followed of all.values()) if (followed.status !== 'refused') act(followed, 'start-over')
    return
  }
  const followed = all.get(live.data.topic)
  // What was on its way when the right ended is not looked at.
  if (followed && followed.status !== 'refused')
    act(followed, followed.follower.live(live.data.epoch, live.data.entries))
}

function hearHead(message: unknown, all: ReadonlyMap<Topic, Followed>, act: Act): void {
  const head = HeadSchema.safeParse(message)
  const followed = head.success ? all.get(head.data.topic) : undefined
  if (!head.success || followed?.status !== 'live') return
  act(followed, followed.follower.head(head.data.epoch, head.data.head))
}

function hearRevoked(message: unknown, all: ReadonlyMap<Topic, Followed>, revoke: (followed: Followed) => void): void {
  const revoked = RevokedSchema.safeParse(message)
  const followed = revoked.success ? all.get(revoked.data.topic) : undefined
  if (followed) revoke(followed)
}
