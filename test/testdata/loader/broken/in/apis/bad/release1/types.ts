export interface X { x?: string }
