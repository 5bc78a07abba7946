export function buildPictures(names: Iterable<string>): string;
export function symbolId(name: string): string;
