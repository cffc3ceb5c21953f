import { expect, it } from 'vitest'
import { createLogger } from '../../platform/log.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { settled } from '../../testing/wired-store.ts'
import { createProbeWatch, PROBE_AGAIN_MS, PROBE_EVERY_MS } from './probe-watch.ts'
import { createFakeConnector, healthy } from './testing/fake-connector.ts'

const broken = healthy({ problems: [{ code: 'field', detail: 'Order.externalRef' }] })
const gone = { kind: 'unreachable', why: 'cut' } as const

function open(isEmbedded = false) {
  const time = createManualTime()
  const connector = createFakeConnector()
  let cleared = 0
  const watch = createProbeWatch({
    ...{ clock: time, timers: time, log: createLogger('silent') },
    connector: isEmbedded ? null : connector,
    onCleared: () => (cleared += 1),
  })
  const pass = async (ms: number) => {
    time.advance(ms)
    await settled()
  }
  const start = async () => {
    watch.start()
    await settled()
  }
  return { time, connector, watch, pass, start, cleared: () => cleared }
}

it('[U10] nothing goes over a link that nobody has looked at; the first good look clears it', async () => {
  const { watch, start, cleared } = open()
  expect([watch.isBlocked(), watch.latest()]).toEqual([true, null])
  await start()
  expect([watch.isBlocked(), cleared()]).toEqual([false, 1])
  expect(watch.latest()).toMatchObject({ version: '3.7.3', clockOffsetMs: 12, problems: [] })
})

it('[U10] a link with a problem says which and is looked at again soon; mended, it goes on by itself', async () => {
  const { connector, watch, start, pass, cleared } = open()
  connector.probeAnswer = broken
  await start()
  expect(watch.isBlocked()).toBe(true)
  expect(watch.latest()?.problems).toEqual([{ code: 'field', detail: 'Order.externalRef' }])
  connector.probeAnswer = healthy()
  await pass(PROBE_AGAIN_MS)
  expect([watch.isBlocked(), cleared()]).toEqual([false, 1])
})

it('[U10] what was right is looked at every five minutes, and no longer used once it is wrong', async () => {
  const { connector, watch, start, pass } = open()
  await start()
  connector.probeAnswer = broken
  await pass(PROBE_EVERY_MS - 1)
  expect([connector.probes, watch.isBlocked()]).toEqual([1, false])
  await pass(1)
  expect([connector.probes, watch.isBlocked()]).toEqual([2, true])
})

it('a shop that does not answer takes nothing back: what worked goes on, what was wrong stays wrong', async () => {
  const { connector, watch, start, pass } = open()
  await start()
  for (const silent of [gone, healthy({ problems: [{ code: 'unreachable', detail: 'the gateway' }] })]) {
    connector.probeAnswer = silent
    await pass(PROBE_EVERY_MS)
    expect(watch.isBlocked()).toBe(false)
  }
  connector.probeAnswer = broken
  await pass(PROBE_EVERY_MS)
  connector.probeAnswer = gone
  await pass(PROBE_AGAIN_MS)
  expect(watch.isBlocked()).toBe(true)
})

it('a start during an outage waits for the first answer', async () => {
  const { connector, watch, start, pass } = open()
  connector.probeAnswer = gone
  await start()
  expect([watch.isBlocked(), watch.latest()]).toEqual([true, null])
  connector.probeAnswer = healthy()
  await pass(PROBE_AGAIN_MS)
  expect(watch.isBlocked()).toBe(false)
})

it('a shop that refuses to be asked has refused the credentials', async () => {
  const { connector, watch, start } = open()
  connector.probeAnswer = { kind: 'rejected', why: `401 ${'x'.repeat(300)}` }
  await start()
  expect(watch.latest()?.problems).toEqual([{ code: 'credentials', detail: `401 ${'x'.repeat(196)}` }])
})

it('the embedded shop has nothing that could be configured wrongly', async () => {
  const { connector, watch, start } = open(true)
  await start()
  expect([watch.isBlocked(), watch.latest(), connector.probes]).toEqual([false, null, 0])
})

it('asks nobody any more once it has stopped, and ends what is under way', async () => {
  const { connector, watch, start, pass } = open()
  connector.probeAnswer = 'silence'
  await start()
  await watch.stop()
  await pass(PROBE_EVERY_MS)
  await watch.ask()
  expect(connector.probes).toBe(1)
})
