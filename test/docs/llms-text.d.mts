/** Returns docs/llms.txt as docs/README.md and the pages themselves make it. */
export function llmsText(): string;
