import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { DeliverCode } from './sign-in.ts'

/** The embedded shop has no mail server; its letters are kept in this much of a file at most. */
const LOG_BYTES_MAX = 256 * 1024

/** Writes each code as one line for whoever runs the shop; readable by its owner only, begun anew when it is long. */
export function mailLog(path: string, clock: Clock): DeliverCode {
  return (member, code) => {
    const line = `${new Date(clock.nowMs()).toISOString()}\t${member.email ?? member.number}\t${code}\n`
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (size > LOG_BYTES_MAX) writeFileSync(path, line, { mode: 0o600 })
    else appendFileSync(path, line, { mode: 0o600 })
  }
}
