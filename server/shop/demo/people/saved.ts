import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import type { DemoConfiguration, DemoOrderLine } from '../people-types.ts'

type Rest = Omit<DemoConfiguration, 'familyId' | 'modelVersion' | 'choices'>

/** A whole product under the given model: what the person cared about, and the model's defaults for the rest. */
export function saved(model: ConfigModel, wishes: Choices, rest: Rest): DemoConfiguration {
  return { ...rest, familyId: model.id, modelVersion: model.version, choices: openConfigurator(model).complete(wishes) }
}

/** One made to order and paid for at the price of its day. */
export function made(
  model: ConfigModel,
  name: string,
  wishes: Choices,
  unitPriceMinor: number,
  quantity = 1,
): DemoOrderLine {
  return {
    kind: 'configured',
    familyId: model.id,
    modelVersion: model.version,
    name,
    choices: openConfigurator(model).complete(wishes),
    quantity,
    unitPriceMinor,
  }
}

/** One from the shelf. */
export function shelf(sku: string, unitPriceMinor: number, quantity = 1): DemoOrderLine {
  return { kind: 'stocked', sku, quantity, unitPriceMinor }
}
