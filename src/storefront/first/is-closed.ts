/** Whether the parser has left an element: something follows it, or one of the elements around it, or the page is parsed. */
export function isClosed(element: Element): boolean {
  for (let node: Node | null = element; node; node = node.parentNode) if (node.nextSibling) return true;
  // An element that the markup has put in its place stands for a page that is parsed: its lists are ordered in pieces.
  return document.readyState !== 'loading';
}
