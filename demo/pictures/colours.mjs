/** Tints by the colour and material words of a title, the most telling first; the names are CSS classes `tint-…`. */
export const tints = [
  ['red|scarlet|ruby|cranberry|retrospot|poppy', 'red'],
  ['pink|fuschia|fuchsia|magenta|raspberry', 'pink'],
  ['roses?|blush|sweetheart|valentine', 'rose'],
  ['turquoise|aqua|teal|duck egg|mint|spearmint', 'aqua'],
  ['blue|navy|sky|denim|sapphire|porcelain|spaceboy', 'blue'],
  ['green|olive|lime|emerald|jade|herb|woodland|botanical|leaf', 'green'],
  ['purple|lilac|lavender|violet|amethyst|mauve', 'purple'],
  ['yellow|lemon|sunshine|daisy', 'yellow'],
  ['orange|amber|tangerine|copper|terracotta|rust(ic)?', 'orange'],
  ['black|jet|midnight|skulls?|slate|noir', 'black'],
  ['silver|zinc|metal|grey|gray|enamel|chrome|steel|tin|glass|crystal|clear|diamante', 'silver'],
  ['gold|brass|bronze|filigree|baroque', 'gold'],
  ['brown|chocolate|wood|wooden|wicker|coffee|natural|rattan|oak', 'brown'],
  ['white|snow|lace|pearl|angel', 'white'],
  ['ivory|cream|vanilla|linen|antique|vintage|french|shabby', 'cream'],
  ['christmas|xmas|holly|noel', 'red'],
];

/** Tints for titles without a colour word, drawn by the item's id. */
export const quietTints = ['aqua', 'rose', 'cream', 'blue', 'green', 'yellow', 'purple', 'orange'];

/** Patterns of a tile's ground; the names are CSS classes `pattern-…`. */
export const patterns = [
  ['retro ?spot|polka ?dots?|spotty|spots?|dots?|dolly|toadstool', 'dots'],
  ['stripe[ds]?|stripey|circus|deck ?chair|candy|humbug|parade', 'stripes'],
  ['gingham|check|tartan|picnic|plaid|pantry', 'gingham'],
  ['hearts?|love|sweetheart|valentine', 'hearts'],
  ['stars?|christmas|xmas|space|spaceboy|snow|midnight|fairy', 'stars'],
  ['paisley|floral|flowers?|rose|botanical|daisy|blossom|jardin|ditsy|garden', 'petals'],
  ['union|empire|regency|monarchy|jubilee', 'rays'],
  ['baroque|vintage|antique|french|victorian|edwardian|moroccan|medina', 'arches'],
];
