import { describeScanner } from '../ports/scanner.contract.ts'
import { createSimulatedScanner } from './simulated-scanner.ts'

describeScanner('the simulator', () => {
  const scanner = createSimulatedScanner()
  return { scanner, show: scanner.read }
})
