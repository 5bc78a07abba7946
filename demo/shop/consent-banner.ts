import { element } from './element.js';
import { callVitrine, whenVitrine } from './vitrine.js';

const refusalKey = 'shop:consent';

/** Asks the shopper, on the first visit and until answered, whether Vitrine may remember. A refusal is kept, too. */
export async function askConsent(page: Document): Promise<void> {
  const vitrine = await whenVitrine();
  if (vitrine.consent() !== 'pending' || readAnswer() === 'denied') return;
  const banner = element(
    'section',
    { class: 'consent', 'aria-label': 'Your consent' },
    element(
      'p',
      {},
      element('strong', {}, 'May this shop learn from what you look at?'),
      ' What you view, search and add stays on this device. It reorders the shelves for you and is sent to nobody.',
    ),
    element(
      'div',
      { class: 'consent-answers' },
      answer('No, thanks', 'denied'),
      answer('Yes, on this device', 'granted'),
    ),
  );
  page.body.append(banner);

  function answer(label: string, consent: 'granted' | 'denied'): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'button' }, label);
    button.addEventListener('click', () => {
      saveAnswer(consent);
      callVitrine('setConsent', consent);
      banner.remove();
    });
    return button;
  }
}

/** Withdraws or gives consent later, from the footer or the panel. */
export function changeConsent(consent: 'granted' | 'denied'): void {
  saveAnswer(consent);
  callVitrine('setConsent', consent);
}

function readAnswer(): string | null {
  try {
    return localStorage.getItem(refusalKey);
  } catch {
    return null;
  }
}

/** A yes is Vitrine's to remember; the shop remembers a no, so as not to ask on every page. */
function saveAnswer(consent: 'granted' | 'denied'): void {
  try {
    if (consent === 'denied') localStorage.setItem(refusalKey, 'denied');
    else localStorage.removeItem(refusalKey);
  } catch {
    // Without storage the shop asks again on the next page.
  }
}
