export function describeQuality(result: object): string;

export function describeSizes(result: object): string;

export function describeSpeed(result: object): string;

export function renderFigures(): string;

export function replaceFigures(readme: string, figures: string): string;
