/** How a router says what tRPC itself has no word for. */
export interface ContractOptions {
  /** Who may call: `public`, `user` (whoever has signed in) or the name of a permission. @default not stated */
  readonly access?: (meta: unknown) => string | undefined;
  /** Names of the errors that a procedure declares, tRPC's codes or bare statuses. @default `errors` of its REST form */
  readonly declaredErrors?: (meta: unknown) => readonly (string | number)[];
  /** What the names stand for, besides tRPC's own codes. */
  readonly errors?: Readonly<Record<string, { readonly status: number }>>;
}
