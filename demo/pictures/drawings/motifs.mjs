/** Shapes that decorate a thing, drawn on a 32 x 32 grid; `{a}` … are paints, see ../paints.mjs. */
export const motifs = {
  heart:
    '<path d="M16 28C7 21 3 17 3 11.5 3 4.5 12.5 3 16 9c3.5-6 13-4.5 13 2.500C29 17 25 21 16 28z" {a}/><path d="M7 12c0-2.5 1.5-4 3.5-4.3" {lc}/>',
  flower:
    '<circle cx="16" cy="7" r="5.5" {a}/><circle cx="24.5" cy="13" r="5.5" {a}/><circle cx="21.3" cy="23" r="5.5" {a}/><circle cx="10.7" cy="23" r="5.5" {a}/><circle cx="7.5" cy="13" r="5.5" {a}/><circle cx="16" cy="16" r="5" {y}/>',
  rose: '<path d="M16 19v11M16 26c-4 0-6-2-7-4 4-1 6 1 7 4z" {lg}/><circle cx="16" cy="12" r="9.5" {a}/><path d="M16 12c0-3 5-2 4 1.500s-8 3.5-8-1.5 8-8 11-3M9 9c-2 6 2 11 9 10" {lc}/>',
  daisy:
    '<g fill="#fffdf6"><ellipse cx="16" cy="6" rx="3" ry="5"/><ellipse cx="16" cy="26" rx="3" ry="5"/><ellipse cx="6" cy="16" rx="5" ry="3"/><ellipse cx="26" cy="16" rx="5" ry="3"/><ellipse cx="9" cy="9" rx="3" ry="5" transform="rotate(-45 9 9)"/><ellipse cx="23" cy="9" rx="3" ry="5" transform="rotate(45 23 9)"/><ellipse cx="9" cy="23" rx="3" ry="5" transform="rotate(45 9 23)"/><ellipse cx="23" cy="23" rx="3" ry="5" transform="rotate(-45 23 23)"/></g><circle cx="16" cy="16" r="5" {y}/>',
  spots:
    '<circle cx="16" cy="16" r="14" {a}/><circle cx="10" cy="11" r="2.6" fill="#fffaf2"/><circle cx="20" cy="9" r="2.6" fill="#fffaf2"/><circle cx="24" cy="17.5" r="2.6" fill="#fffaf2"/><circle cx="15.5" cy="17.5" r="2.6" fill="#fffaf2"/><circle cx="9" cy="21.5" r="2.6" fill="#fffaf2"/><circle cx="18.5" cy="25" r="2.6" fill="#fffaf2"/>',
  toadstool:
    '<path d="M12 17h8c0 5 1 8 2 11H10c1-3 2-6 2-11z" fill="#f7ead2"/><path d="M3 18C3 9 9 4 16 4s13 5 13 14c-7 2-19 2-26 0z" fill="#d8344a"/><circle cx="10" cy="12" r="2.2" fill="#fffaf2"/><circle cx="18" cy="9" r="2.6" fill="#fffaf2"/><circle cx="23" cy="14.5" r="1.8" fill="#fffaf2"/><circle cx="15" cy="15.5" r="1.5" fill="#fffaf2"/>',
  paisley:
    '<path d="M9 5c11-3 18 5 18 13 0 7-5 11-11 11S5 25 5 19s5-9 9-8c-1-3-3-5-5-6z" {a}/><circle cx="16" cy="19.5" r="6" {c}/><circle cx="16" cy="19.5" r="2.6" {b}/>',
  unionjack:
    '<rect x="2" y="6" width="28" height="20" rx="2" fill="#22407c"/><path d="M2 6l28 20M30 6 2 26" stroke="#fff" stroke-width="4"/><path d="M2 6l28 20M30 6 2 26" stroke="#cf2338" stroke-width="1.5"/><path d="M16 6v20M2 16h28" stroke="#fff" stroke-width="6.5"/><path d="M16 6v20M2 16h28" stroke="#cf2338" stroke-width="3.8"/>',
  lace: '<g fill="#fffdf6"><circle cx="16" cy="6" r="4"/><circle cx="26" cy="16" r="4"/><circle cx="16" cy="26" r="4"/><circle cx="6" cy="16" r="4"/><circle cx="23" cy="9" r="4"/><circle cx="23" cy="23" r="4"/><circle cx="9" cy="23" r="4"/><circle cx="9" cy="9" r="4"/></g><circle cx="16" cy="16" r="8" {c}/><circle cx="16" cy="16" r="4" fill="#fffdf6"/>',
  gem: '<path d="M9 5h14l6 8-13 15L3 13z" {a}/><path d="M3 13h26l-13 15z" {b}/><path d="M11 13h10l-5 15z" {a}/><path d="M9 5l2 8 5-8 5 8 2-8z" {c}/>',
};
