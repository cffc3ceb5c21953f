import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockLevel, StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type { Change, Validity } from '@dangol/domain/configurations/validity.ts'
import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { Persona } from '@dangol/domain/customers/persona.ts'
import type { Money } from '@dangol/domain/money/money.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { DatePromise } from '@dangol/domain/promises/promise.ts'
import type { Rm1Kind } from '@dangol/domain/recognition/rm1.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { EndReason, Level } from '@dangol/domain/visits/level.ts'
import { expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { FulfilmentSchema } from './carts.ts'
import type { ChoicesSchema, ConfigModelSchema, StockLevelSchema, StockedSkuSchema } from './catalogue.ts'
import type { LocalisedSchema, MoneySchema } from './common.ts'
import type { ChangeSchema, ValiditySchema } from './configurations.ts'
import type { ConsentsSchema, PersonaSchema } from './customers.ts'
import type { OrderStateSchema } from './orders.ts'
import type { DatePromiseSchema } from './promises.ts'
import type { ShopCredentialSchema } from './shop.ts'
import type { EndReasonSchema, LevelSchema } from './visits.ts'

// These hold at compile time (`npm run types`): what the wire lets in, the domain understands, without a cast.
test('what the schemas give out fits the domain', () => {
  expectTypeOf<z.infer<typeof ConfigModelSchema>>().toExtend<ConfigModel>()
  expectTypeOf<z.infer<typeof ChoicesSchema>>().toExtend<Choices>()
  expectTypeOf<z.infer<typeof StockedSkuSchema>>().toExtend<StockedSku>()
  expectTypeOf<z.infer<typeof StockLevelSchema>>().toExtend<StockLevel>()
  expectTypeOf<z.infer<typeof DatePromiseSchema>>().toExtend<DatePromise>()
  expectTypeOf<z.infer<typeof MoneySchema>>().toExtend<Money>()
  expectTypeOf<z.infer<typeof LocalisedSchema>>().toExtend<Localised>()
  expectTypeOf<z.infer<typeof ConsentsSchema>>().toExtend<Consents>()
  expectTypeOf<z.infer<typeof PersonaSchema>>().toExtend<Persona>()
})

test('what the domain says of a stored configuration can be sent as it is', () => {
  expectTypeOf<Change>().toExtend<z.input<typeof ChangeSchema>>()
  expectTypeOf<z.infer<typeof ChangeSchema>>().toExtend<Change>()
  expectTypeOf<Validity>().toExtend<z.input<typeof ValiditySchema>>()
})

test('closed sets are the same sets on both sides', () => {
  expectTypeOf<z.infer<typeof FulfilmentSchema>>().toEqualTypeOf<Fulfilment>()
  expectTypeOf<z.infer<typeof OrderStateSchema>>().toEqualTypeOf<OrderState>()
  expectTypeOf<z.infer<typeof LevelSchema>>().toEqualTypeOf<Level>()
  expectTypeOf<z.infer<typeof EndReasonSchema>>().toEqualTypeOf<EndReason>()
  expectTypeOf<z.infer<typeof ShopCredentialSchema>['kind']>().toEqualTypeOf<Rm1Kind>()
})
