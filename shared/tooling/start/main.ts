import { createInterface } from 'node:readline'
import { isAbsolute, join } from 'node:path'
import { ROOT } from '../root.ts'
import { readConfig } from './config.ts'
import { startFloor } from './floor.ts'
import type { Floor } from './floor.ts'

/** `npm start`: the whole demonstration store, until Ctrl+C. */
const leaving = new AbortController()
const config = readConfig(process.env)
if (!config.ok) stop(config.error.why)
const data = isAbsolute(config.value.data) ? config.value.data : join(ROOT, config.value.data)
const logFile = join(data, 'dangol.log')
const starting = startFloor({ config: { ...config.value, data }, logFile })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(0))
const floor = await starting.opened
if (!floor.ok) process.exit(leaving.signal.aborted ? 0 : stop(floor.error.why))
welcome(floor.value)
listenForKeys(floor.value)
for (const child of floor.value.children) {
  void child.gone.then((code) => {
    if (leaving.signal.aborted) return
    process.stderr.write(`The ${child.name} stopped (code ${code}): ${child.lastWords().split('\n').at(-1) ?? ''}\n`)
    void leave(1)
  })
}

async function leave(code: number): Promise<void> {
  if (leaving.signal.aborted) return
  leaving.abort()
  await starting.close()
  process.exit(code)
}

function welcome({ urls }: Floor): void {
  process.stdout.write(`
  Dangol is open.

    Kiosk    ${urls.kiosk}
    Phone    ${urls.phone}
    Tablet   ${urls.tablet}
    Office   ${urls.office}

  Try first
    1. Open the phone, sign in as Kim Minji, look at her configurations, then open "Member code".
    2. Open the kiosk beside it and touch "Continue mine". On the phone press "Show to the demo kiosk"
       (or hold a real phone's code to the camera). Watch the tablet at that moment.
    3. Change a choice on the kiosk, put it in the cart, order. The phone and the office show the order.
    4. Press w + Enter here to cut the internet, and do it all again. w + Enter mends it; the order arrives once.

  Ctrl+C closes the store. What its parts have to say is in ${logFile}.
`)
}

/** `w` cuts and mends the line to the online shop, so that anyone can see the store work without it. */
function listenForKeys({ wan }: Floor): void {
  if (!process.stdin.isTTY) return
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim().toLowerCase() !== 'w') return
    if (wan.isUp()) wan.cut()
    else wan.mend()
    process.stdout.write(wan.isUp() ? '  The internet is back.\n' : '  The internet is cut. The floor goes on.\n')
  })
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
