import { encode } from 'uqr'

/** Modules of quiet zone around the code; ISO/IEC 18004 asks for four. */
const QUIET = 4

/** A text as a QR code: one SVG path over a square field of `size` modules, quiet zone included. */
export function qrPath(text: string): { d: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const d = data.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join('')
  return { d, size }
}

/** Dark runs of a row as [start, length]: one rectangle each keeps the path short. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  })
  return runs
}
