/** What the API key's role has to allow, and nothing more. A probe names what is missing. */
export const PERMISSIONS = [
  'ReadSettings',
  'ReadCatalog',
  'ReadOrder',
  'CreateOrder',
  'UpdateOrder',
  'DeleteOrder',
  'ReadCustomer',
  'UpdateCustomer',
  'CreateCustomer',
  'UpdateCatalog',
] as const
