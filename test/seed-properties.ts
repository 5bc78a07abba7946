import fc from 'fast-check';

// The same properties of the same values in every run: a failure is seen again, and never by chance alone.
// `SEED=1 npx vitest run` looks at others.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 42) });
