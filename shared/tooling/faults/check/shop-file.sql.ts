import Database from 'better-sqlite3'

/** The rows of Vendure's own database, read by nobody of the product. Amounts in won, times as Unix milliseconds. */
export interface ShopFile {
  readonly customers: readonly ShopCustomer[]
  readonly addresses: readonly { customerId: number; area: string; streetLine1: string; streetLine2: string }[]
  readonly orders: readonly ShopOrder[]
  readonly lines: readonly ShopLine[]
  readonly payments: readonly { orderId: number; state: string; amount: number; transactionId: string | null }[]
  readonly saved: readonly { key: string; name: string; document: string; revision: number; customerId: number }[]
  readonly variants: readonly { id: number; sku: string; price: number }[]
  readonly levels: readonly { sku: string; location: string; onHand: number; allocated: number }[]
}
export interface ShopCustomer {
  readonly id: number
  readonly firstName: string
  readonly lastName: string
  readonly emailAddress: string
  readonly phoneNumber: string | null
  readonly number: string | null
  readonly lang: string | null
  readonly consents: string | null
}
export interface ShopOrder {
  readonly id: number
  readonly code: string
  readonly state: string
  readonly active: 0 | 1
  readonly placedAt: string | null
  readonly customerId: number | null
  readonly externalRef: string | null
  readonly storeId: string | null
  readonly total: number
}
export interface ShopLine {
  readonly orderId: number
  readonly sku: string
  readonly title: string
  readonly quantity: number
  readonly placedQuantity: number
  readonly unitPrice: number
  readonly configurationId: string | null
  readonly configuration: string | null
}

/** For sale: neither the variant nor its product was withdrawn or deleted. */
const FOR_SALE = `v."deletedAt" is null and p."deletedAt" is null and v.enabled = 1 and p.enabled = 1`

/** Reads the file beside the running shop, as it stands at one moment. */
export function readShopFile(path: string): ShopFile {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    // The rows have the columns that are asked for, of the types that Vendure's entities have.
    const all = (sql: string) => db.prepare(sql).all() as never[]
    return db.transaction(() => ({
      customers: all(
        `select id, "firstName", "lastName", "emailAddress", "phoneNumber", "customFieldsNumber" as number,
           "customFieldsLang" as lang, "customFieldsConsents" as consents
         from customer where "deletedAt" is null order by id`,
      ),
      addresses: all(
        `select "customerId", trim("postalCode" || ' ' || province || ' ' || city) as area, "streetLine1", "streetLine2"
         from address where "customerId" is not null order by id`,
      ),
      orders: all(
        `select id, code, state, active, "orderPlacedAt" as placedAt, "customerId", "customFieldsExternalref" as externalRef,
           "customFieldsStoreid" as storeId, "subTotalWithTax" + "shippingWithTax" as total
         from "order" order by id`,
      ),
      lines: all(
        `select l."orderId", v.sku, t.name as title, l.quantity, l."orderPlacedQuantity" as placedQuantity,
           l."listPrice" as unitPrice, l."customFieldsConfigurationid" as configurationId,
           l."customFieldsConfiguration" as configuration
         from order_line l join product_variant v on v.id = l."productVariantId"
         join product_variant_translation t on t."baseId" = v.id and t."languageCode" = 'ko'
         where l."orderId" is not null order by l.id`,
      ),
      payments: all('select "orderId", state, amount, "transactionId" from payment order by id'),
      saved: all(
        'select key, name, document, revision, "customerId" from saved_configuration where "customerId" is not null',
      ),
      variants: all(
        `select v.id, v.sku, pr.price from product_variant v join product p on p.id = v."productId"
         join product_variant_price pr on pr."variantId" = v.id where ${FOR_SALE}`,
      ),
      levels: all(
        `select v.sku, at.name as location, s."stockOnHand" as onHand, s."stockAllocated" as allocated
         from stock_level s join product_variant v on v.id = s."productVariantId" join product p on p.id = v."productId"
         join stock_location at on at.id = s."stockLocationId" where ${FOR_SALE}`,
      ),
    }))()
  } finally {
    db.close()
  }
}
