export const apiFolder: string;

export function readApiSurface(): Map<string, string>;
