import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { decodeCompiled } from '@dangol/domain/solver/diagram/bytes.ts'
import { openSolver } from '@dangol/domain/solver/open.ts'
import { openSubject } from './subject.ts'
import type { Source } from './subject.ts'

/** What a screen does with a model that arrives: unpack, open, show. In a process of its own, so that nothing is warm. */
const [artefact = '', source = ''] = process.argv.slice(2)
// The written model is not part of the load: a screen has no need of it but where parts are left to search.
const { problem } = openSubject(JSON.parse(source) as Source)
const packed = readFileSync(artefact)
globalThis.gc?.()
const before = process.memoryUsage()
const from = performance.now()
const compiled = decodeCompiled(gunzipSync(packed))
const session = openSolver(problem, compiled)?.open()
session?.possible()
const loadMs = performance.now() - from
const firstFrom = performance.now()
session?.restrict(0, [0])
session?.possible()
const firstMs = performance.now() - firstFrom
const after = process.memoryUsage()
const rssMb = (after.rss - before.rss) / 2 ** 20
process.stdout.write(JSON.stringify({ loadMs, firstMs, rssMb }))
