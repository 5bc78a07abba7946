/** Returns docs/privacy.md with the tables of bench/results/privacy.json between its marks. */
export function quoteCosts(text: string): string;
