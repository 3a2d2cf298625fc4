export interface Deep { x?: string }
