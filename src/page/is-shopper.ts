/**
 * Names that crawlers, link previews, speed audits and uptime checks give themselves. The letter before `bot` keeps the
 * phones of a maker called Cubot in.
 */
const otherAgents =
  /(^|[^u])bot|crawl|spider|slurp|lighthouse|headless|speed insights|gtmetrix|pingdom|ptst|externalhit|preview|mediapartners|inspectiontool/i;

/**
 * Whether a browser is a person's: neither steered by a program (WebDriver) nor one that names itself a machine.
 *
 * A crawler that poses as a person's browser is taken for one, and so is an audit started from a person's developer tools.
 *
 * @param browser `navigator`
 * @see https://www.w3.org/TR/webdriver2/#interface
 * @example isShopper({ webdriver: false, userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' }) // false
 */
export function isShopper({ webdriver, userAgent }: Pick<Navigator, 'webdriver' | 'userAgent'>): boolean {
  return !webdriver && !otherAgents.test(userAgent);
}
