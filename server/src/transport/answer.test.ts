import { describe, expect, test } from 'vitest'
import { CommandIdReused } from '../commands/once.ts'
import { createLogger } from '../platform/log.ts'
import { callerOf, openStoreCore } from '../testing/store-core.ts'
import { answerOf } from './answer.ts'
import type { Handler } from './handler.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const REPORT = { version: '1', screen: 'attract', outboxLength: 0, sentAt: 1 }

function ask(input: unknown, o: { handler?: Handler<'devices:report'>; mayAsk?: boolean } = {}) {
  const refused: string[] = []
  const lines: string[] = []
  const handler: Handler<'devices:report'> = o.handler ?? (() => ({ ok: true, value: { at: 7 } }))
  const deps = {
    log: createLogger('info', { write: (line: string) => void lines.push(line) }),
    shared: openStoreCore().shared,
    mayAsk: () => o.mayAsk ?? true,
    denied: () => null,
    onRefused: (code: string) => void refused.push(code),
  }
  return answerOf('devices:report', handler, kiosk, input, deps).then((answer) => ({ answer, refused, lines }))
}

describe('the answer to a request', () => {
  test('is the handler’s', async () => {
    expect((await ask(REPORT)).answer).toEqual({ ok: true, value: { at: 7 } })
  })

  test.each([
    ['nothing', undefined, ': invalid_type'],
    ['a wrong type', { ...REPORT, outboxLength: 'many' }, 'outboxLength: invalid_type'],
    ['a field too many', { ...REPORT, more: 1 }, ': unrecognized_keys'],
    ['a text too long', { ...REPORT, screen: 'x'.repeat(41) }, 'screen: too_big'],
  ])('[R2] malformed: %s is refused, counted, and says where without saying what', async (_what, input, detail) => {
    const { answer, refused } = await ask(input)
    expect(answer).toEqual({ ok: false, error: { code: 'malformed', detail } })
    expect(refused).toEqual(['malformed'])
  })

  test('a device that asks too often is told so before anything else', async () => {
    expect((await ask(undefined, { mayAsk: false })).answer).toEqual({
      ok: false,
      error: { code: 'too-many-requests' },
    })
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('secret path /data/store.sqlite')
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret path /data/store.sqlite'))],
  ] as [string, Handler<'devices:report'>][])(
    '[R1] a handler that %s is "internal"; its text stays in the log',
    async (_how, handler) => {
      const { answer, lines } = await ask(REPORT, { handler })
      expect(answer).toEqual({ ok: false, error: { code: 'internal' } })
      expect(lines.join('')).toContain('request.failed')
      expect(JSON.stringify(answer)).not.toContain('secret')
    },
  )

  test('[C4] [R2] a command id that was used for something else is malformed', async () => {
    const { answer, refused } = await ask(REPORT, { handler: () => Promise.reject(new CommandIdReused('x')) })
    expect(answer).toEqual({ ok: false, error: { code: 'malformed', detail: 'commandId: reused' } })
    expect(refused).toEqual(['malformed'])
  })

  test('what the caller may not ask is not allowed, whatever it says; the rule is told, with whom to ask', async () => {
    const { shared } = openStoreCore()
    const denied = () => ({ rule: 'role', roles: ['lead', 'manager'] }) as const
    const deps = { log: createLogger('silent'), shared, mayAsk: () => true, denied, onRefused: () => undefined }
    const handler: Handler<'insights:office'> = () => {
      throw new Error('never called')
    }
    expect(await answerOf('insights:office', handler, kiosk, {}, deps)).toEqual({
      ok: false,
      error: { code: 'not-allowed', detail: 'role:lead,manager' },
    })
  })
})
