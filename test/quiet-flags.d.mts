export const quietFlags: readonly string[];
