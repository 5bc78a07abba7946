/** Things of the kitchen and the table, drawn on a 32 x 32 grid; `{a}` … are paints, see ../paints.mjs. */
export const kitchen = {
  mug: '<path d="M22 12h3a4.5 4.5 0 0 1 0 10h-3" {lb}/><path d="M6 8h17v15a5 5 0 0 1-5 5h-7a5 5 0 0 1-5-5z" {a}/><path d="M6 8h17v3H6z" {b}/><path d="M9 14h2.4v9H9z" {c}/>',
  teacup:
    '<ellipse cx="15" cy="26.6" rx="12" ry="2.6" {b}/><path d="M23 14h2a3.6 3.6 0 0 1 0 7.2h-3" {lb}/><path d="M5 11h19c0 8-3 14-9.5 14S5 19 5 11z" {a}/><ellipse cx="14.5" cy="11" rx="9.5" ry="2.4" {c}/><ellipse cx="14.5" cy="11.3" rx="7.6" ry="1.6" fill="#a5673f"/>',
  teapot:
    '<path d="M25 14c4-1 5 3 4.5 6s-3 4-5.5 3.5" {lb}/><path d="M7 17 2.5 12H1.600c-.6 0-.8.6-.5 1.200C3 17 3 21 8 23.500z" {b}/><path d="M6 18a10 9 0 0 1 20 0c0 5-3 9-10 9S6 23 6 18z" {a}/><path d="M9 12.500a10 7 0 0 1 14 0z" {b}/><circle cx="16" cy="7.2" r="2" {b}/><path d="M9.5 17.500c.5-2 1.5-3 3-3.5" {lc}/>',
  jug: '<path d="M22 11c5-1 6 3 5 7s-4 5-6 5" {lb}/><path d="M8 5l4 2h11l-1.5 6c2 4 2 13-6 15H14c-8-2-8-11-4.5-15z" {a}/><path d="M8 5l4 2h11l-.7 2.600H9.700z" {b}/><path d="M10.5 17c-.8 3-.3 5.5 1 7" {lc}/>',
  bottle:
    '<path d="M13 3h6v4h-6z" {k}/><path d="M13.5 7h5v5c3.5 1.5 4.5 4 4.5 7v7a3 3 0 0 1-3 3h-8a3 3 0 0 1-3-3v-7c0-3 1-5.5 4.5-7z" {a}/><path d="M9 18h14v6H9z" {c}/><path d="M12 20h8M12 22h5" {lb}/>',
  waterbottle:
    '<path d="M13 2.500h6v4h-6z" {b}/><path d="M12 6.500h8c-.3 2 .3 3 2 4 2.5 1.5 3 3.5 3 7v7c0 3-2 4.5-5 4.500h-8c-3 0-5-1.5-5-4.500v-7c0-3.5.5-5.5 3-7 1.7-1 2.3-2 2-4z" {a}/><path d="M16 24.500c-3.5-2.5-5-4-5-6 0-2.6 3.6-3.2 5-1 1.4-2.2 5-1.6 5 1 0 2-1.5 3.5-5 6z" {c}/>',
  jar: '<path d="M9 4h14v4H9z" {b}/><path d="M9 8h14c2 1.5 3 3.5 3 6v11a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4V14c0-2.5 1-4.5 3-6z" {c}/><path d="M6 16h20v9a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4z" {a}/><path d="M11 18.500h10v5H11z" fill="#fffaf0"/>',
  tin: '<path d="M5 11h22v13c0 2.8-5 5-11 5S5 26.8 5 24z" {a}/><path d="M5 15c3 3.3 19 3.3 22 0v3c-3 3.3-19 3.3-22 0z" {c}/><ellipse cx="16" cy="10" rx="12" ry="5" {b}/><ellipse cx="16" cy="9" rx="12" ry="5" {a}/><ellipse cx="16" cy="8.6" rx="8" ry="2.8" {c}/>',
  tray: '<path d="M3 12h26l-2.5 12a3 3 0 0 1-3 2.500h-15a3 3 0 0 1-3-2.500z" {b}/><ellipse cx="16" cy="12" rx="14" ry="5.5" {a}/><ellipse cx="16" cy="12.6" rx="11" ry="3.8" {c}/>',
  plate:
    '<circle cx="16" cy="16" r="13" {a}/><circle cx="16" cy="16" r="10.5" {c}/><circle cx="16" cy="16" r="7.5" fill="#fffaf2"/><circle cx="16" cy="5.5" r="1" {b}/><circle cx="16" cy="26.5" r="1" {b}/><circle cx="5.5" cy="16" r="1" {b}/><circle cx="26.5" cy="16" r="1" {b}/>',
  bowl: '<path d="M3 13h26c0 7-4 11-8 13H11c-4-2-8-6-8-13z" {a}/><ellipse cx="16" cy="13" rx="13" ry="4" {b}/><ellipse cx="16" cy="13.6" rx="11" ry="2.8" {c}/><path d="M11 26h10v2.500H11z" {b}/><path d="M7 18c1 2.4 2 3.8 4 5" {lc}/>',
  cakestand:
    '<ellipse cx="16" cy="28" rx="7" ry="2" {b}/><path d="M14.5 8h3v19h-3z" {b}/><ellipse cx="16" cy="20" rx="13" ry="3.2" {a}/><ellipse cx="16" cy="19.3" rx="11" ry="2.2" {c}/><ellipse cx="16" cy="11" rx="8.5" ry="2.4" {a}/><ellipse cx="16" cy="10.4" rx="6.8" ry="1.5" {c}/><circle cx="16" cy="5.5" r="2.2" {b}/><path d="M7 15.500h4l-.6 3.500H7.600z" fill="#f2b5c4"/><circle cx="9" cy="14.8" r="2.2" fill="#fff3e6"/><path d="M21 15.500h4l-.6 3.500h-2.800z" fill="#f7d68a"/><circle cx="23" cy="14.8" r="2.2" fill="#fff3e6"/>',
  cakecase:
    '<path d="M5 15h22l-3.5 13h-15z" {a}/><path d="M8.5 15l2 13M13 15l1 13M19 15l-1 13M23.5 15l-2 13" {lc}/><path d="M4.5 15.500c-.8-4 2.5-6 5-5.500C10.5 6 14 4.5 17 5.500c3 .6 4.6 2.8 4.8 5 3-.8 6.5 1.5 5.7 5z" fill="#fff3e6"/><circle cx="16.5" cy="5" r="2" fill="#d8344a"/>',
  cutlery:
    '<path d="M7 3v7M10 3v7M13 3v7M10 12v16" {la}/><path d="M7 9c0 4 6 4 6 0" {la}/><path d="M22.5 28V18c-3-1-4-4-4-7.500C18.5 6 20 3 22.5 3z" {b}/><path d="M22.5 17v11" {la}/>',
  spoon:
    '<path d="M19 13 6 27" {la}/><ellipse cx="22" cy="9.5" rx="5" ry="6.5" transform="rotate(42 22 9.5)" {a}/><ellipse cx="22.5" cy="9" rx="2.8" ry="4.2" transform="rotate(42 22.5 9)" {c}/>',
  eggcup:
    '<path d="M9 13c0-6 3-10.5 7-10.500S23 7 23 13z" fill="#f7e3c6"/><path d="M7 13h18c0 6-3 9-9 9s-9-3-9-9z" {a}/><path d="M7 13h18l-.4 2.400H7.400z" {b}/><path d="M14.5 21h3v4h-3z" {b}/><ellipse cx="16" cy="27" rx="7" ry="2.4" {a}/>',
  pan: '<path d="M21 20 29 28" stroke="#3d3a45" stroke-width="3.4" stroke-linecap="round"/><circle cx="13" cy="13" r="10.5" {b}/><circle cx="13" cy="13" r="8.5" {a}/><path d="M7.5 13c.2-3 2.5-5.3 5.5-5.5" {lc}/>',
  mould:
    '<path d="M4 9h24v4H4z" {b}/><path d="M6 13h20l-3 13H9z" {a}/><path d="M11 13l1.5 13M16 13v13M21 13l-1.5 13" {lc}/>',
  cover:
    '<path d="M4 24a12 14 0 0 1 24 0z" {c}/><path d="M16 10v14M10 12c-3 3-4 7-4 12M22 12c3 3 4 7 4 12M6 18c6-3 14-3 20 0" {la}/><circle cx="16" cy="7.5" r="2" {b}/><path d="M3 24h26v2.500H3z" {b}/>',
  apron:
    '<path d="M11 9c0-7 10-7 10 0" {lb}/><path d="M10 8h12v7c3 1 4 2.5 4 5v9H6v-9c0-2.5 1-4 4-5z" {a}/><path d="M11 19h10v5.500H11z" {c}/><path d="M6 17H3M26 17h3" {lb}/>',
  towel:
    '<path d="M4 5h24v2.500H4z" {k}/><path d="M7 6h18v22H7z" {a}/><path d="M7 20h18v2H7zM7 23.500h18v1.500H7z" {c}/><path d="M7 6h18v3H7z" {b}/>',
  napkin:
    '<path d="M4 10 16 4l12 6v14l-12 5-12-5z" {b}/><path d="M4 10 16 15v14L4 24z" {a}/><path d="M28 10 16 15v14l12-5z" {c}/><path d="M4 10 16 4l12 6-12 5z" {a}/>',
  coaster:
    '<rect x="4" y="9" width="22" height="19" rx="3" {b}/><rect x="6" y="4" width="22" height="19" rx="3" {a}/><circle cx="17" cy="13.5" r="6.5" {c}/><circle cx="17" cy="13.5" r="4" {a}/>',
  scales:
    '<path d="M6 7h20l-3 5H9z" {c}/><path d="M14.5 12h3v3h-3z" {b}/><path d="M9 14h14l3 13a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z" {a}/><circle cx="16" cy="21" r="5" fill="#fffaf2"/><path d="M16 21l2.5-3" {lb}/>',
  straws:
    '<path d="M12 13 8 3M15 13 14 3M18 13 20 3.500M20 13l6-9" {lb}/><path d="M8 12h15l-2 15a2 2 0 0 1-2 1.700h-7A2 2 0 0 1 10 27z" {a}/><path d="M8.6 17h13.700l-.6 4H9.200z" {c}/>',
  glass:
    '<path d="M8 5h16l-2 21a3 3 0 0 1-3 2.500h-6a3 3 0 0 1-3-2.500z" {c}/><path d="M8.8 13h14.400L22 26a3 3 0 0 1-3 2.500h-6a3 3 0 0 1-3-2.500z" {a}/><path d="M12 9l1 15" stroke="#fff" stroke-opacity=".7" stroke-width="1.6" stroke-linecap="round"/>',
};
