import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { RM1_REFUSAL_MS } from '@dangol/domain/recognition/rm1.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { BridgeAnswer } from '@dangol/protocol/bridge.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { isCode } from '../devices/read-code.ts'
import { isUp } from '../visit/patience.ts'
import { bridgeRefusal } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'
import { createScanOutcome } from './scan-outcome.ts'
import type { ScanOutcome } from './scan-outcome.ts'

type ScanAnswer = BridgeAnswer<'visit:scan'>

export interface Scans {
  readonly handlers: BridgeHandlers<'visit:scan' | 'visit:forget-scan'>
  readonly outcome: ScanOutcome['outcome']
  /** A read of the scanner; null for what was not even a code of ours. */
  read(text: string | null, lang: Lang): Promise<ScanAnswer>
  /** A visit is over: forgets the last code, unless it is the one that took the visit over. */
  visitLeft(): void
  readonly forget: () => void
}

interface ScanOptions extends CallContext {
  readonly clock: Clock
  readonly timers: Timers
  readonly onChange: () => void
}

/** Codes from the camera and from the scanner alike. The kiosk never decides who somebody is: the server does. */
export function createScans(options: ScanOptions): Scans {
  const { clock, timers } = options
  const { become, forget, isDoubleRead, lastText, outcome } = createScanOutcome(timers, options.onChange)

  const refused = (): ScanAnswer => {
    become('refused')
    return refuse('code-refused')
  }
  const present = async (text: string, lang: Lang, takeOver: boolean): Promise<ScanAnswer> => {
    const answer = await ask(options, { text, lang, takeOver })
    if (!answer.ok) {
      if (answer.error.code === 'code-refused') return refused()
      become('idle')
      return bridgeRefusal('visit:scan', answer.error.code)
    }
    if (answer.value.kind === 'another-person') {
      become('another-person')
      return refuse('another-person')
    }
    if ('visit' in answer.value) options.keeper.opened(answer.value.visit)
    become('idle')
    return ok({ openConfiguration: answer.value.kind === 'configuration' ? answer.value.configurationId : null })
  }
  const scan = async (text: string, lang: Lang, takeOver: boolean): Promise<ScanAnswer> => {
    if (!takeOver && outcome() === 'checking') return NOTHING_TO_OPEN
    if (isDoubleRead(text, clock.nowMs()) && !takeOver) {
      // Still held before the reader: the first read counts, and its outcome stays as long as the code does.
      become(outcome())
      return NOTHING_TO_OPEN
    }
    become('checking')
    if (isCode(text)) return present(text, lang, takeOver)
    // The same wait as the server's own refusal, so that nothing can be told apart (recognition-ux 3.1).
    await new Promise<void>((resolve) => void timers.after(RM1_REFUSAL_MS, resolve))
    return refused()
  }
  return {
    handlers: {
      // An empty text takes over with the code last read: the scanner's text never goes to the screen.
      'visit:scan': ({ text, lang, takeOver }) =>
        scan(takeOver && text === '' ? (lastText() ?? '') : text, lang, takeOver),
      'visit:forget-scan'() {
        forget()
        return ok(null)
      },
    },
    outcome,
    read: (text, lang) => scan(text ?? '', lang, false),
    visitLeft() {
      if (outcome() !== 'checking') forget()
    },
    forget,
  }
}

const NOTHING_TO_OPEN: ScanAnswer = ok({ openConfiguration: null })

/** Asks the server whose code it is, once it knows that the visit before is over and what this one began. */
async function ask(
  { link, ids, commands }: ScanOptions,
  code: { text: string; lang: Lang; takeOver: boolean },
): Promise<Answer<'recognition:scan'>> {
  if (!isUp(link)) return refuse('unavailable')
  // With nothing to tell, the question is on its way in this very tick, before any screen is drawn.
  if (!commands.isTold() && !(await commands.told())) return refuse('unavailable')
  return link.request('recognition:scan', { commandId: ids.next<CommandId>(), ...code })
}
