import cliProgress from 'cli-progress'

/** Shows how far the import is: a bar on a terminal, a plain line for each tenth elsewhere. */
export interface Progress {
  readonly begin: (label: string, total: number) => void
  readonly at: (done: number) => void
  readonly end: () => void
}

/** Progress on stderr, so that a redirected report stays clean. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bar(stream) : plain((line) => stream.write(`${line}\n`))
}

function bar(stream: NodeJS.WriteStream): Progress {
  let shown: cliProgress.SingleBar | null = null
  return {
    begin(label, total) {
      const format = `${label.padEnd(9)} {bar} {percentage}%  {eta_formatted} left`
      shown = new cliProgress.SingleBar(
        { format, stream, hideCursor: true, etaBuffer: 100 },
        cliProgress.Presets.shades_classic,
      )
      shown.start(total, 0)
    },
    at: (done) => shown?.update(done),
    end: () => shown?.stop(),
  }
}

/** Plain lines, for a log or a pipe. */
export function plain(write: (line: string) => void): Progress {
  let label = ''
  let total = 1
  let tenth = 0
  return {
    begin(name, of) {
      label = name
      total = Math.max(of, 1)
      tenth = 0
    },
    at(done) {
      const now = Math.floor((done / total) * 10)
      if (now <= tenth) return
      tenth = now
      write(`${label}: ${tenth * 10} %`)
    },
    end() {
      if (tenth < 10) write(`${label}: done`)
    },
  }
}
