import { changeConsent } from './consent-banner.js';
import { element } from './element.js';

/** The page's foot: privacy in one line, and whose data this is. */
export function footer(): HTMLElement {
  const withdraw = element('button', { type: 'button', class: 'linklike' }, 'withdraw it and erase everything');
  withdraw.addEventListener('click', () => changeConsent('denied'));
  const allow = element('button', { type: 'button', class: 'linklike' }, 'give consent');
  allow.addEventListener('click', () => changeConsent('granted'));
  return element(
    'footer',
    { class: 'footer' },
    element(
      'p',
      {},
      element('strong', {}, 'Privacy. '),
      'What you do here is kept in this browser only, and only with your consent; you can ',
      allow,
      ' or ',
      withdraw,
      '. The cart is this shop’s own and stays here as well. Nothing is sold, nothing is sent.',
    ),
    element(
      'p',
      {},
      element('strong', {}, 'Data. '),
      'Products, titles and prices are real, from ',
      element('a', { href: 'https://doi.org/10.24432/C5BW33' }, 'Online Retail'),
      ' (D. Chen 2015, UCI Machine Learning Repository, doi:10.24432/C5BW33, ',
      element('a', { href: 'https://creativecommons.org/licenses/by/4.0/' }, 'CC BY 4.0'),
      '); titles were tidied and categories derived. The pictures are drawn from the titles, in part with ',
      element('a', { href: 'https://github.com/microsoft/fluentui-emoji' }, 'Fluent Emoji'),
      ' (Microsoft, MIT). Nothing here can really be bought.',
    ),
  );
}
