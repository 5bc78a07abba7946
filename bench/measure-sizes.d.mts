export const budgets: readonly { name: string; entries: string[]; budgetKb: number }[];

export function measureSizes(): { name: string; files: string[]; kb: number; budgetKb: number }[];
