import { nativeValue } from '../../native-value.js';

/** The open shadow trees of a page. What looks for elements of the page finds none in them, and a closed one nobody sees into. */
export interface ShadowTrees {
  /** Elements of the page and of its open shadow trees that match. */
  all<Found extends Element>(selector: string): Found[];
  /** Looks for trees that were not known yet; says whether there was one. */
  look(around: Document | ShadowRoot | Element): boolean;
}

/** @param onTree hears of each new tree */
export function createShadowTrees(page: Document, onTree: (tree: ShadowRoot) => void): ShadowTrees {
  let trees: ShadowRoot[] = [];
  const find = <Found extends Element>(around: Document | ShadowRoot | Element, selector: string) =>
    nativeValue(around, 'querySelectorAll')<Found>(selector);
  const look: ShadowTrees['look'] = (around) => {
    const found = [around, ...find(around, '*')].flatMap((element) => (element as Element).shadowRoot ?? []);
    const added = found.filter((tree) => !trees.includes(tree));
    trees.push(...added);
    for (const tree of added) {
      onTree(tree);
      look(tree);
    }
    return added.length > 0;
  };
  return {
    look,
    all<Found extends Element>(selector: string) {
      trees = trees.filter(({ isConnected }) => isConnected);
      return [page, ...trees].flatMap((tree) => [...find<Found>(tree, selector)]);
    },
  };
}
