import { expect, test } from 'vitest'
import { createLogger } from './log.ts'

test('a log line holds no name, code or token, however it came in', () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (line: string) => void lines.push(line) })
  log.info({ event: 'visit.recognised', deviceId: 'kiosk-1', maskedName: '김*우', customer: { name: '김지우' } })
  log.info({ event: 'device.refused', auth: { token: 'secret-token' }, request: { input: { text: 'RM1:SECRET' } } })
  expect(lines.join('')).toContain('kiosk-1')
  expect(lines.join('')).not.toMatch(/김|secret|SECRET/)
})
