export interface S {
  a: ;
  b: string
