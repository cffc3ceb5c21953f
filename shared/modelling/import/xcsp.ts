import { ImportFault, importing } from './imported.ts'
import type { Imported } from './imported.ts'
import { readXcsp2 } from './xcsp2.ts'
import { readXcsp3 } from './xcsp3.ts'
import { child, parseXml } from './xml.ts'

/** Reads an XCSP instance, 2.1 or 3. Refuses: what finite tables and formulas cannot say, with its line. */
export const importXcsp = (text: string, file: string): Imported =>
  importing(file, () => {
    const instance = parseXml(text)
    if (instance.name !== 'instance') throw new ImportFault('malformed', instance.line, 'no XCSP <instance>')
    if (child(instance, 'variables') === undefined) throw new ImportFault('malformed', instance.line, 'no <variables>')
    const isThird = instance.attributes['format'] === 'XCSP3' || child(instance, 'domains') === undefined
    return isThird ? readXcsp3(instance) : readXcsp2(instance)
  })
