/** One measured figure. A run fails where `value` is above `limit`, or below it where `atLeast` is set. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly atLeast?: true;
  /** What a reader needs to judge the value, such as the absolute times behind a ratio. */
  readonly note?: string;
}
