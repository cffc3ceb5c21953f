/** The fields that this retailer added to Vendure's own. `public: false` keeps one out of the Shop API, in both directions. */
export const customFields = {
  OrderLine: [
    { name: 'configurationId', type: 'string', nullable: true },
    { name: 'configuration', type: 'text', nullable: true, validate: jsonOrNothing },
    { name: 'configurationText', type: 'text', nullable: true },
    { name: 'agreedPrice', type: 'int', nullable: true, public: false },
  ],
  Order: [
    { name: 'externalRef', type: 'string', nullable: true, unique: true, public: false },
    { name: 'storeId', type: 'string', nullable: true, public: false },
    { name: 'associateId', type: 'string', nullable: true, public: false },
  ],
  Customer: [
    { name: 'number', type: 'string', nullable: true, unique: true, public: false },
    { name: 'lang', type: 'string', nullable: true, options: [{ value: 'ko' }, { value: 'en' }] },
    { name: 'consents', type: 'text', nullable: true, validate: jsonOrNothing },
  ],
}

function jsonOrNothing(value) {
  if (value === null || value === undefined) return undefined
  try {
    JSON.parse(value)
    return undefined
  } catch {
    return 'This field holds JSON.'
  }
}
