export interface L { x?: string }
