/** What frameworks call properties of the elements that they have made or render into: React, Vue, Angular, Lit, Preact, Knockout. */
const nameMark = /^(__(react|vue|vnode|ng|ko_|k$)|_vnode|_\$lit)/;

/**
 * Comments by which frameworks find what they have rendered: Vue, Svelte, Solid and Lit, React's boundaries, Knockout, AngularJS.
 * Servers that render for them send these, too.
 */
const commentMark = /^(\/?[[\]$]|\??lit\W|\s*ko |.*ngRepeat)/;

/** What others leave in a list, or around it. */
const ownerMarks = {
  // Slides that a carousel has copied, or numbered to take them round: Splide, Slick, Glide, Owl, tiny-slider, Swiper.
  carousel: '[class*="-clone"], [class*="cloned"], [class*="-duplicate"], [data-swiper-slide-index]',
  // Only the rows in view are on the page, or each says which one it is.
  virtual:
    '[class*="clusterize"], [class*="virtuoso"], [class*="virtual-list"], [class*="virtual-scroll"], [class*="recycle-scroll"], [aria-posinset], [aria-rowindex]',
  framework: 'template[x-for]',
};

/**
 * Returns what else owns the nodes of a list, so that they are not ours to move; undefined for none.
 *
 * Of frameworks some throw when a node stands elsewhere, others remove the wrong one. They are told by what they leave on nodes, and
 * by the empty text and comments between these, which no parser makes. A carousel that goes round shows copies of its slides,
 * or moves them itself. A virtual list puts back its rows as it counts them.
 *
 * @see https://github.com/facebook/react/issues/6593
 */
export function ownerOf(list: Element, items: readonly Element[]): keyof typeof ownerMarks | undefined {
  const around: Node[] = [...items];
  for (let node: Node | null = list; node; node = node.parentNode) around.push(node);
  const parents = new Set(items.map((item) => item.parentNode as Node));
  if (
    around.some((node) => Object.getOwnPropertyNames(node).some((name) => nameMark.test(name))) ||
    [...parents].some((parent) => [...parent.childNodes].some(isMark))
  ) {
    return 'framework';
  }
  const owners = Object.keys(ownerMarks) as (keyof typeof ownerMarks)[];
  return owners.find((owner) => list.querySelector(ownerMarks[owner]) ?? list.closest(ownerMarks[owner]));
}

function isMark({ nodeType, nodeValue }: Node): boolean {
  return nodeValue === '' || (nodeType === Node.COMMENT_NODE && commentMark.test(nodeValue!));
}
