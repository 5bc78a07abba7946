/** bench/results/audit.json, or what has its shape. */
type AuditResult = Readonly<Record<string, unknown>>;

export function describeAudit(result: AuditResult): string;
export function summariseAudit(result: AuditResult): string;
export function quoteAudit(text: string, result?: AuditResult): string;
