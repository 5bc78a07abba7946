/** The types of the built scripts, `vitrine.worker.js` and `vitrine.iife.js`: they run, and export nothing. */
export {};
