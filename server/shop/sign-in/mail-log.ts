import { appendFile, stat, writeFile } from 'node:fs/promises'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { DeliverCode } from './sign-in.ts'

/** The embedded shop has no mail server; its letters are kept in this much of a file at most. */
const LOG_BYTES_MAX = 256 * 1024

/**
 * Writes each code as one line for whoever runs the shop; readable by its owner only, begun anew when it is long. It writes
 * beside the request, whose time must not tell that there was somebody to write to.
 */
export function mailLog(path: string, clock: Clock, onFailed: (error: unknown) => void): DeliverCode {
  let writing: Promise<void> = Promise.resolve()
  const write = async (line: string) => {
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    )
    await (size > LOG_BYTES_MAX ? writeFile : appendFile)(path, line, { mode: 0o600 })
  }
  return (member, code) => {
    const line = `${new Date(clock.nowMs()).toISOString()}\t${member.email ?? member.number}\t${code}\n`
    writing = writing.then(() => write(line)).catch(onFailed)
  }
}
