import { parseArgs } from 'node:util'
import { fuzz } from './run.ts'

/** `npm run fuzz -- --seconds N --seed S`: exits 1 when anything but a typed refusal came back. */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
})
const [seconds, seed] = [Number(values.seconds), Number(values.seed)]
if (!(seconds > 0) || !Number.isInteger(seed)) {
  process.stderr.write('Say for how long and with which seed, for example: npm run fuzz -- --seconds 60 --seed 7\n')
  process.exit(1)
}
const { findings, memory } = await fuzz({ seconds, seed })
process.stdout.write(findings.summary())
for (const { name, beforeMb, afterMb } of memory)
  process.stdout.write(`${name}: ${beforeMb} MB before, ${afterMb} MB after\n`)
for (const { what, input } of findings.all) process.stdout.write(`FOUND ${what}\n      ${input}\n`)
process.stdout.write(`${findings.thrown()} thrown in ${seconds} s, seed ${seed}: ${findings.all.length} findings\n`)
process.exit(findings.all.length === 0 ? 0 : 1)
