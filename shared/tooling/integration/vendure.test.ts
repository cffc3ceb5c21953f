import { describeConnector } from '@dangol/server/src/testing/connector-contract.ts'
import { describe } from 'vitest'
import { canRunVendure } from '../vendure/for-tests.ts'
import { openAdapterAtHand } from './vendure-at-hand.ts'

describe.runIf(canRunVendure())('where Vendure is', () => describeConnector('a real Vendure', openAdapterAtHand))
