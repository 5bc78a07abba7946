export function ensureDependencies(): void;

export function ensureChromium(): Promise<string>;
