/**
 * Reads a property that the browser itself gives a node, whatever the page's markup has put in its place: an
 * `<img name="baseURI">` stands at `document.baseURI`, an `<input name="elements">` at the `elements` of its form.
 *
 * @returns the value; a method is bound to the node
 * @see https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem
 * @example nativeValue(document, 'querySelector')('main')
 */
export function nativeValue<T extends Node, Name extends keyof T>(node: T, name: Name): T[Name] {
  const value: unknown = Reflect.get(Object.getPrototypeOf(node) as object, name, node);
  const read = typeof value === 'function' ? (...args: unknown[]) => Reflect.apply(value, node, args) : value;
  return read as T[Name];
}
