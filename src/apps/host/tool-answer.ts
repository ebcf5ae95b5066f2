/** What a tool answered, or why it did not. */
export type ToolAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly message: string };
