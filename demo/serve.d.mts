import type { IncomingMessage, ServerResponse } from 'node:http';

export function serveFolders(options: { folders: string[]; port: number; mayMove?: boolean }): Promise<{
  origin: string;
  close(): Promise<void>;
}>;

export function respond(
  folders: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<unknown>;
