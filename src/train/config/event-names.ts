import { VitrineError } from '../../errors.js';
import { stepTypes } from '../../sequence/step.js';

/** What an event of a log can be read as: a step towards an item, or a search. */
export const readTypes = [...stepTypes, 'search'] as const;

/** A type that is read, or `ignored`: a known name of something that training does not read. */
export type ReadType = (typeof readTypes)[number] | 'ignored';

/** Names of event types, written by a shop or given by `--event-names`, as their `nameKey`s. */
export type EventNames = Readonly<Record<string, ReadType>>;

/** Stands for every name that is not known. */
const others = '*';

/** How shops, trackers and published data sets call each type, without case and separators. */
const knownNames: Readonly<Record<ReadType, string>> = {
  view_item: `viewitem view views viewed click clicks pv viewproduct productview productviews productviewed viewedproduct
    itemview itemviews itemviewed viewitemdetail viewcontent detail details detailview productdetail productdetails
    productdetailview productdetailviewed viewproductdetail productpageview prodview`,
  select_item: 'selectitem selectproduct productclick productclicked clickproduct itemclick itemclicked clickitem',
  add_to_cart: `addtocart cart carts add addcart cartadd cartadds addedtocart addedtothecart productadd productadded productlistadds
    productaddedtocart itemaddedtocart addproducttocart additemtocart addtobasket basketadd addedtobasket addtobag
    basket addtoshoppingcart scadd atc`,
  add_to_wishlist: `addtowishlist wishlist wishlists wish wishes fav favs favorite favorites favourite favourites like likes
    addedtowishlist productaddedtowishlist addtofavorites addtofavourites addedtofavorites addedtofavourites`,
  purchase: `purchase purchases purchased buy buys bought order orders ordered transaction transactions sale sales
    ordercompleted orderplaced placedorder placeorder placeanorder completeorder completedorder orderedproduct
    productpurchased purchasedproduct checkoutcompleted checkoutcomplete completepayment paymentcompleted`,
  search: `search searches searched viewsearchresults searchresults productssearched productsearched productsearch searchproducts
    searchsubmitted searchquery sitesearch internalsearch`,
  ignored: `ignored ignore pageview pageviews pageviewed sessionstart firstvisit firstopen scroll userengagement viewitemlist
    productlistviewed collectionviewed impression impressions productimpression viewpromotion selectpromotion
    promotionviewed promotionclicked removefromcart removedfromcart productremoved productremovedfromcart cartremove
    scremove removefromwishlist productremovedfromwishlist viewcart cartviewed begincheckout checkout checkoutstarted
    startedcheckout initiatecheckout checkoutstepviewed checkoutstepcompleted sccheckout addpaymentinfo addshippinginfo
    paymentinfoentered refund refunds orderrefunded ordercancelled ordercanceled login logout signup share
    generatelead exception filedownload formstart formsubmit videostart videoprogress videocomplete`,
};

const typeByKey = new Map(
  Object.entries(knownNames).flatMap(([type, names]) => names.split(/\s+/).map((key) => [key, type as ReadType])),
);

/**
 * Returns a name without its case and its separators, so that `Add To Cart`, `add_to_cart` and `addToCart` are one.
 *
 * @example nameKey('ecommerce.addToCart') // 'addtocart'
 */
export function nameKey(name: string): string {
  const key = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return key.replace(/^(enhanced)?e?commerce(?=.)/, '');
}

/**
 * Returns what an event of this name is read as, or undefined for a name that nobody has told.
 *
 * @param given names that the shop has told; they win over the known ones
 * @example eventTypeOf('Product Viewed') // 'view_item'
 */
export function eventTypeOf(name: string, given: EventNames = {}): ReadType | undefined {
  const key = nameKey(name);
  return Object.hasOwn(given, key) ? given[key] : (typeByKey.get(key) ?? given[others]);
}

/** The key of a name that a shop tells of: `*` stays. */
function keyOf(name: string): string {
  return name.trim() === others ? others : nameKey(name);
}

/**
 * Parses the `--event-names` option: names of the log, each with a type or another known name of it; `*` is every name that is
 * not known.
 *
 * @throws VitrineError `OPTION_INVALID` for a pair without `=`, a type that there is not or a name that is told twice
 * @example parseEventNames('buy=purchase,pv=view') // { buy: 'purchase', pv: 'view' }
 */
export function parseEventNames(text: string): Record<string, string> {
  const told: Record<string, string> = {};
  for (const pair of text.split(',')) {
    const at = pair.lastIndexOf('=');
    const [name, type] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (at < 0 || keyOf(name) === '' || type === '') {
      throw new VitrineError(
        'OPTION_INVALID',
        `--event-names has "${pair}", expected name=type such as buy=purchase,pv=view_item`,
      );
    }
    if (Object.hasOwn(told, name)) {
      throw new VitrineError('OPTION_INVALID', `--event-names tells "${name}" twice: give each name one type`);
    }
    told[name] = type;
  }
  readEventNames(told, '--event-names', 'OPTION_INVALID');
  return told;
}

/**
 * Returns what the shop's names mean, by their keys.
 *
 * @param told names of the log, each with a type or another known name of it
 * @param option where the names were told, for the message
 * @throws VitrineError of the given code for a type that there is not
 */
export function readEventNames(
  told: Readonly<Record<string, string>>,
  option = 'eventNames',
  code: 'OPTION_INVALID' | 'CONFIG_INVALID' = 'CONFIG_INVALID',
): EventNames {
  return Object.fromEntries(
    Object.entries(told).map(([name, type]) => {
      const known = typeByKey.get(nameKey(type));
      if (known !== undefined) return [keyOf(name), known];
      throw new VitrineError(
        code,
        `${option} reads "${name}" as "${type}", expected one of: ${readTypes.join(', ')}, ignore`,
      );
    }),
  );
}
