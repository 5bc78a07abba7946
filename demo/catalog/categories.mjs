/**
 * The shop's categories, each with the words that put a product into it. The first category that matches wins, so the
 * more telling words come first, and a category may come twice. A word matches whole, with or without a plural ending;
 * `…` at its end matches any ending.
 */
const rules = [
  [
    'Christmas',
    `
    christmas, xmas, santa, reindeer, rudolph, advent, nativity, snowman, snowmen, snowflake, bauble, sleigh,
    stocking, jingle, cracker, mistletoe, holly, noel, tree top, gingerbread, snow globe, robin, st nicholas, snowy`,
  ],
  [
    'Signs, Clocks & Frames',
    `
    metal sign, door sign, sign blue metal, toilet sign, clock, chalkboard, blackboard, doormat, photo frame,
    picture frame`,
  ],
  [
    'Kitchen',
    `
    tea towel, apron, kitchen scale`,
  ],
  [
    'Party & Gift Wrap',
    `
    bunting, party, paper chain, balloon, birthday, gift tag, gift wrap, wrap, ribbon, paper plate, paper cup,
    tissue, napkin, gift card, greeting card, card(?! wallet| holder| case), paper lantern, streamer, confetti,
    doily, doilies, cocktail, straw, wrapping, gift bag, party candle, honeycomb, garland paper, fan, pinata,
    easter, tags, invite…, envelope, tinsel, flags, pennant, postcard, rosette`,
  ],
  [
    'Lunch & Picnic',
    `
    lunch, snack box, picnic, flask, thermos, food container, bento, cool bag, cutlery, sandwich, snack boxes, water
    bottle design, drinks bottle`,
  ],
  [
    'Cosy & Warm',
    `
    hot water bottle, hottie, hand warmer, cushion, throw, blanket, slipper, quilt, pillow, bedspread, eye mask,
    wheat bag, doorstop, draught, draft excluder, tea cosy, cosy, filler pad, pouffe, bib, matches`,
  ],
  [
    'Jewellery & Accessories',
    `
    necklace, neckl, bracelet, earring, ring, brooch, bangle, hair, hairclip, hairband, pendant, charm, bling,
    diamante, choker, tiara, scarf, scarve…, glove, hat, jewellery, jewel, key-ring, keyring, key fob, anklet, bead,
    beads, crystal, sunglasses, watch, cufflinks, locket, filigree, murano, boa, headband, phone charm, mobile
    phone, headphones, sombrero, lariat, gem, badge, key-chain, braclet, necklac, dress, skirt`,
  ],
  [
    'Bags & Travel',
    `
    bag(?! plate|\\s*\\d), shopper, purse, wallet, luggage, passport, umbrella, parasol, travel, handbag, tote,
    backpack, satchel, washbag, suitcase, mini case, wash bag, card holder travel, rucksack, trolley, raincoat, rain
    hat, poncho`,
  ],
  [
    'Baking & Jam',
    `
    cake case, baking, bake, cookie cutter, cookie, cakestand, cake stand, cake tin, cake plate, cake, jam, jelly,
    recipe, rolling pin, cupcake, muffin, pudding, whisk, mixing, loaf, chocolate mould, mould, ice cream, lolly,
    fairy cake, spatula, icing, cake mould, tart`,
  ],
  [
    'Toys & Games',
    `
    toy, game, playing card, jigsaw, puzzle, doll, skipping, harmonica, bingo, snap, skittle, domino, dominoes,
    spinning top, glider, kite, marble, ludo, snakes, rounders, playhouse, teddy, soft toy, soldier, robot, rocket,
    pirate, fairy, princess, magic, yo yo, yoyo, catch cup, bubble, whistle, plane, train, puppet, dinosaur, rocking
    horse, skateboard, building block set, helicopter, racing car, money bank, piggy bank, piggy, ball, balls,
    maracas, tambourine, jack in, guitar, xylophone, recorder, drum, inflatable, croquet, quoits, draughts, ring
    toss, croft, moody…, monster, play, tattoo, trampoline, gun, sword, spaceboy mug, bank, childrens, childs, kids,
    kid, space cadet, space frog, creepy crawly, creepy crawlie, crawlies, flying disc, sandcastle, snake set,
    naughts, wheelbarrow, sporting fun, dolphins, tool set, swirly marbles, gift set`,
  ],
  [
    'Candles & Lighting',
    `
    candle, t-light, tlight, t light, light, lantern, lamp, lampshade, incense, scented, scent, fragrance, votive,
    candleholder, candlestick, chandelier, lights, oil burner, pot pourri, nightlight, led, tealight, candelabra,
    joss, sconce, hurricane, torch, candlepot, chocolatecandle, lightbulb`,
  ],
  [
    'Garden & Outdoor',
    `
    garden, gardener…, plant, planter, watering, herb, birdhouse, bird house, bird feeder, bird table, flower pot,
    flowerpot, trellis, seed, nesting, thermometer, windmill, wind chime, chime, kneeling, trowel, bucket, spade,
    bbq, barbecue, deckchair, deck chair, hammock, bird bath, mosquito, sundial, weather, rake, fork, pots, plant
    pot, pot holder, fountain, greenhouse, bulb, grow, growing, cold frame, windchime, picket, beach, parasol,
    twine, windsock, fly swat, camping`,
  ],
  [
    'Bath & Beauty',
    `
    soap, lip gloss, bath, bathroom, towel, flannel, nail, sponge, plaster, plasters, toilet, beauty, make up,
    makeup, manicure, body, shower, toothbrush, wash, cosmetic, talc, perfume, lip, cream pot, hairbrush, mirror
    compact, compact, massage, balm, shampoo, tooth, first aid, laundry, washing`,
  ],
  [
    'Stationery & Craft',
    `
    pencil, pen, notebook, note book, sketchbook, sticker, stamp, ruler, eraser, sharpener, sewing, knitting,
    feltcraft, felt, craft, origami, tape, chalk, crayon, paint, painting, drawing, memo, notepad, diary, calendar,
    folder, file, writing, letter, journal, scrapbook, album, bookmark, book, paper, tape measure, colouring,
    modelling, marker, needle, embroider…, crochet, stationery, calculator, address, school, office, desk, sketch,
    clip, paperweight, mouse mat, glue, organiser, planner, stapler, magnifying, card making, exercise, thread,
    button, buttons, patch, patches, bead kit, kit, tube, rubber, scissor, hole punch, p'weight, memoboard`,
  ],
  [
    'Signs, Clocks & Frames',
    `
    sign, clock, frame, mirror, wall art, print, blackboard, chalkboard, board, doormat, door mat, plaque, poster,
    canvas, sampler, picture, photo, number, door number, noticeboard, message, slate, cornice, wall, art, tile,
    doorsign, photoframe, flag of st george`,
  ],
  [
    'Storage & Furniture',
    `
    storage, cabinet, drawer, hook, hanger, rack, shelf, shelves, basket, tidy, chest, bin, knob, trunk, stool,
    table, chair, stand, holder, box, boxes, coat, crate, ladder, cupboard, wardrobe, bureau, bench, umbrella stand,
    trinket, key cabinet, peg, handle, ottoman, screen, ironing, tray wooden, tin, tins, pot, jar, jars, drawerknob,
    container`,
  ],
  [
    'Kitchen',
    `
    kitchen, scale, spice, bread, apron, oven, tea towel, enamel, frying pan, pan, pans, colander, chopping,
    utensil, salt, pepper, egg, timer, measuring, fridge, magnet, magnets, biscuit, tea coffee sugar, food,
    corkscrew, opener, peeler, grater, strainer, sieve, ladle, butter, cheese, honey, sugar, washing up, pantry,
    casserole, kettle, cook, cooking, cafetiere, ice, ramekin, trivet, kneading, toastrack, squeezer, chopsticks,
    fruitbowl, petit four, acapulco mat, peg bag`,
  ],
  [
    'Tea & Tableware',
    `
    teacup, tea cup, teapot, tea pot, mug, cup, saucer, plate, dish, bowl, glass, glasses, tumbler, goblet, tray,
    coaster, placemat, place mat, tablecloth, table cloth, table mat, jug, milk, tea, coffee, breakfast, dinner,
    wine, carafe, decanter, champagne, beaker, runner, place setting, regency, cereal, platter, bottle, porcelain,
    spoon, knife, tableware, cosy tea, oilcloth, espresso, pitcher, tea set, serving`,
  ],
  [
    'Home Decor',
    `
    heart, hearts, decoration, decorative, decorations, ornament, wreath, garland, vase, artificial, flower,
    flowers, wicker, birdcage, bird cage, curtain, rug, word, words, hanging, bird, butterfly, star, stars, angel,
    home, love, zinc, metal, tassel, drop, cover, figurine, statue, shell, feather, rose, blossom, sculpture,
    buddha, mobile, bell, bells, wooden, glitter, cat, dog, duck, hen, rabbit, owl, chick, bunny, elephant,
    babushka, lovebird, ceramic, folkart, spray, stem, branch, leaf, cherub, daisy, gnome, squirrel, mushroom,
    toadstool, fruit, apple, pear, tree, lavender, string, silk, posy, pomander, cone, wire, door, finial, screen,
    beaded, display, deco, lace, knick knack, bust, pebbles, stone…, fan, radio, geisha`,
  ],
];

const other = 'Other';

const patterns = rules.map(([category, words]) => [
  category,
  new RegExp(words.trim().replaceAll(/\s+/g, ' ').split(', ').map(toPattern).join('|'), 'i'),
]);

/** All categories, in the order of the rules. */
export const categories = [...new Set(rules.map(([category]) => category)), other];

/**
 * The category of a product, by its title.
 *
 * @example categoryOf('Paper Chain Kit Vintage Christmas') // 'Christmas'
 */
export function categoryOf(title) {
  return patterns.find(([, pattern]) => pattern.test(title))?.[0] ?? other;
}

function toPattern(word) {
  return word.endsWith('…') ? `\\b${word.slice(0, -1)}` : `\\b${word}(?:e?s)?\\b`;
}
