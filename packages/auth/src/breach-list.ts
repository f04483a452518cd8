/** Passwords that were seen in breaches. */
export interface BreachList {
  has(password: string): Promise<boolean>;
  close(): Promise<void>;
}
