import type { Diagram } from '../diagram.ts'
import type { Solver } from '../session.ts'
import { layOut } from './circuit.ts'
import { DiagramSession } from './diagram-session.ts'
import { freshState } from './fresh-state.ts'

/** Opens a compiled problem. Every answer is exact and takes at most a few walks over the diagram; sessions share its layout. */
export function openDiagram(diagram: Diagram): Solver {
  const circuit = layOut(diagram)
  const fresh = freshState(circuit)
  return { kind: 'diagram', open: () => new DiagramSession(circuit, fresh) }
}
