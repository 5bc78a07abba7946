declare const __VITRINE_BUILD__: string | undefined;

/**
 * Names the sources that a file was built from: script and worker of one build have the same, so that a script knows a
 * worker of another version (from a cache, or of a half-finished deploy) before it believes its answers.
 *
 * The build puts it in (vite.config.ts); what runs unbuilt is 'source'.
 */
export const buildId: string = typeof __VITRINE_BUILD__ === 'string' ? __VITRINE_BUILD__ : 'source';
