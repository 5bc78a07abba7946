/** Returns a page's HTML without Vitrine's script elements. */
export function withoutVitrine(html: string): string;

/** Returns whether an address is a script of ours. */
export function isOurScript(url: string): boolean;
