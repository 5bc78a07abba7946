import { launch } from 'puppeteer-core';
import { type Engine, findProgram } from './engine.js';

/** Firefox, spoken to by WebDriver BiDi; `FIREFOX_PATH` names one that is not on the path. */
export function firefox(): Engine {
  const executablePath = process.env.FIREFOX_PATH ?? findProgram('firefox-esr', 'firefox');
  return {
    name: 'Firefox',
    lacks: executablePath ? null : 'no firefox-esr or firefox is installed (FIREFOX_PATH may name one)',
    async open() {
      const browser = await launch({ browser: 'firefox', executablePath, headless: true, timeout: 60_000 });
      const page = await browser.newPage();
      return {
        goto: async (url) => void (await page.goto(url)),
        evaluate: (work) => page.evaluate(work) as ReturnType<typeof work> & Promise<Awaited<ReturnType<typeof work>>>,
        close: () => browser.close(),
      };
    },
  };
}
