/** There is no such type. */
export function Fuzz_Batery(obj: object): void {
  void obj;
}
