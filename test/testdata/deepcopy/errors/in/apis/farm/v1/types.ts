export interface Herd {
  members?: string[];
}
