import { describeConnector } from '@dangol/server/src/testing/connector-contract.ts'
import { openAdapterAtHand } from './vendure-at-hand.ts'
import { canRunVendure } from '../vendure/for-tests.ts'

if (canRunVendure()) describeConnector('a real Vendure', openAdapterAtHand)
