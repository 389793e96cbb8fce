/** The verdict on one value that a person typed: the value in its canonical form, or the sentence that stands beside its field. */
export type Judgement<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string };

export function accept<Value>(value: Value): Judgement<Value> {
  return { ok: true, value };
}

export function refuse(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why };
}
