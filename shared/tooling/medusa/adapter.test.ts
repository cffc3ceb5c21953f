import { describe } from 'vitest'
import { describeConnector } from '../../../server/src/testing/connector-contract.ts'
import { openAdapterAtHand } from './adapter-at-hand.ts'
import { canRunMedusa } from './for-tests.ts'

describe.runIf(canRunMedusa())('where PostgreSQL is', () => {
  describeConnector('a real Medusa', openAdapterAtHand)
})
