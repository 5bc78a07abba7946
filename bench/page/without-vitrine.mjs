const scriptElement = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const linkElement = /<link\b[^>]*>/gi;

/**
 * Returns a page's HTML without Vitrine: no script element that names it in an attribute or in its text, and no link that
 * loads a file of ours ahead of time. Everything else stays, the shop's own scripts included.
 *
 * @param {string} html
 * @returns {string}
 * @example withoutVitrine('<script async src="/vitrine.iife.js"></script><p>shop</p>') // '<p>shop</p>'
 */
export function withoutVitrine(html) {
  return html
    .replace(scriptElement, (element, attributes, text) => (namesVitrine(attributes, text) ? '' : element))
    .replace(linkElement, (element) => (isOurScript(attributeOf(element, 'href')) ? '' : element));
}

/**
 * Returns whether an address is a script of ours. What the shop's bundler made (`/assets/…`) is the shop's, whatever its
 * name.
 *
 * @param {string} url absolute, or a path
 * @returns {boolean}
 */
export function isOurScript(url) {
  const path = url.replace(/^\w+:\/\/[^/]*/, '').replace(/[?#].*$/, '');
  return /vitrine.*\.m?js$/i.test(path) && !path.includes('/assets/');
}

function namesVitrine(attributes, text) {
  const src = attributeOf(attributes, 'src');
  if (src) return isOurScript(src) || /vitrine/i.test(attributeOf(attributes, 'id'));
  return /vitrine/i.test(attributeOf(attributes, 'id')) || /vitrine/i.test(text);
}

/** The value of an attribute; '' where there is none. */
function attributeOf(text, name) {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(text);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
}
