/** Things worn and carried, drawn on a 32 x 32 grid; `{a}` … are paints, see ../paints.mjs. */
export const wear = {
  bag: '<path d="M10 12C10 1 22 1 22 12" {lb}/><path d="M5 10h22l2 16a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3z" {a}/><path d="M5 10h22l.4 3H4.600z" {b}/><path d="M16 25.500c-3.5-2.6-5-4-5-6 0-2.6 3.6-3.2 5-1 1.4-2.2 5-1.6 5 1 0 2-1.5 3.4-5 6z" {c}/>',
  jumbobag:
    '<path d="M9 9c0-8 5-8 5 0M18 9c0-8 5-8 5 0" {lb}/><path d="M3 8h26v18a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3z" {a}/><path d="M3 8h26v3.500H3z" {c}/><path d="M3 24h26v2a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3z" {b}/><circle cx="9" cy="17.5" r="2" {c}/><circle cx="16" cy="17.5" r="2" {c}/><circle cx="23" cy="17.5" r="2" {c}/>',
  lunchbag:
    '<path d="M11 7c0-6 10-6 10 0" {lb}/><path d="M6 7h20v20a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z" {a}/><path d="M6 7h20v5H6z" {b}/><path d="M9 15h14v9H9z" {c}/><path d="M8 9.500h16" stroke="#fff" stroke-opacity=".6" stroke-width="1" stroke-dasharray="1.5 1.5"/>',
  lunchbox:
    '<path d="M12 9V6.500A1.5 1.5 0 0 1 13.5 5h5A1.5 1.5 0 0 1 20 6.500V9" {lb}/><rect x="3" y="9" width="26" height="18" rx="3.5" {a}/><path d="M3 16h26v2.500H3z" {b}/><rect x="13.5" y="14.5" width="5" height="5.5" rx="1" {c}/>',
  backpack:
    '<path d="M12 6c0-5 8-5 8 0" {lb}/><path d="M7 28V13c0-5 3.5-8 9-8s9 3 9 8v15z" {a}/><rect x="9.5" y="17" width="13" height="9" rx="2" {c}/><path d="M9.5 20h13" {lb}/><path d="M4.5 16H7v9H4.500zM25 16h2.500v9H25z" {b}/>',
  purse:
    '<path d="M5 14c-2 5-2 9 0 12 3 3 19 3 22 0 2-3 2-7 0-12z" {a}/><path d="M4.5 14.500c2-5 21-5 23 0" stroke="#c99a3a" stroke-width="2.6" fill="none" stroke-linecap="round"/><circle cx="14.5" cy="9" r="1.7" fill="#c99a3a"/><circle cx="17.6" cy="9" r="1.7" fill="#c99a3a"/><path d="M9 20c4 2.5 10 2.5 14 0" {lc}/>',
  washbag:
    '<path d="M4 13h24c1 5 1 9-1 13a3 3 0 0 1-3 2H8a3 3 0 0 1-3-2c-2-4-2-8-1-13z" {a}/><path d="M4 13c1-3 3-5 6-5h12c3 0 5 2 6 5z" {b}/><path d="M7 12h17" stroke="#f0d9a0" stroke-width="1.6" stroke-dasharray="1.6 1.2"/><path d="M24 12l3 3" stroke="#c99a3a" stroke-width="2" stroke-linecap="round"/><path d="M9 18h14v6H9z" {c}/>',
  wallet:
    '<rect x="3" y="8" width="26" height="18" rx="2.5" {b}/><rect x="5" y="6" width="22" height="18" rx="2" {c}/><path d="M3 12h26v12a2.5 2.5 0 0 1-2.5 2.500h-21A2.5 2.5 0 0 1 3 24z" {a}/><circle cx="24" cy="18.5" r="2" {c}/>',
  tag: '<path d="M11 4l3 3" {lm}/><path d="M10 7.5 14.5 6 27 18.500a2.5 2.5 0 0 1 0 3.500l-6 6a2.5 2.5 0 0 1-3.5 0L5 15.500z" {a}/><circle cx="10.8" cy="11.8" r="1.9" fill="#fffaf2"/><path d="M14 17l6.5 6.500M17.5 14.500l5.5 5.5" {lc}/>',
  suitcase:
    '<path d="M11 10V6.500A2.5 2.5 0 0 1 13.5 4h5A2.5 2.5 0 0 1 21 6.500V10" {lb}/><rect x="3" y="9" width="26" height="18" rx="3" {a}/><path d="M8 9h3v18H8zM21 9h3v18h-3z" {c}/><path d="M3 14h26" {lb}/>',
  umbrella:
    '<path d="M16 3v22c0 4 6 4 6 0" {lk}/><path d="M2.5 17C3 9 8.5 4 16 4s13 5 13.5 13c-1.5-2.6-5-2.6-6.7 0-1.6-2.6-5.2-2.6-6.8 0-1.6-2.6-5.2-2.6-6.8 0-1.7-2.6-5.2-2.6-6.7 0z" {a}/><path d="M9.2 17C9.5 11 12 6 16 4c4 2 6.5 7 6.8 13-1.6-2.6-5.2-2.6-6.8 0-1.6-2.6-5.2-2.6-6.8 0z" {c}/>',
  necklace:
    '<path d="M5 4c-2 14 5 17 11 17s13-3 11-17" fill="none" stroke="var(--b)" stroke-width="1.6" stroke-dasharray="1.6 1.2"/><circle cx="8" cy="16" r="1.8" {c}/><circle cx="24" cy="16" r="1.8" {c}/><circle cx="11.5" cy="19" r="2" {a}/><circle cx="20.5" cy="19" r="2" {a}/><path d="M16 30c-3.5-2.6-5-4-5-6 0-2.6 3.6-3.2 5-1 1.4-2.2 5-1.6 5 1 0 2-1.5 3.4-5 6z" {a}/>',
  bracelet:
    '<circle cx="16" cy="16" r="10" {lb}/><circle cx="16" cy="5.5" r="3" {a}/><circle cx="23.5" cy="8.5" r="2.6" {c}/><circle cx="26.5" cy="16" r="3" {a}/><circle cx="23.5" cy="23.5" r="2.6" {c}/><circle cx="16" cy="26.5" r="3" {a}/><circle cx="8.5" cy="23.5" r="2.6" {c}/><circle cx="5.5" cy="16" r="3" {a}/><circle cx="8.5" cy="8.5" r="2.6" {c}/>',
  earrings:
    '<path d="M9 8c-3-6 5-6 2 0M23 8c-3-6 5-6 2 0" transform="translate(-1 0)" {lm}/><circle cx="9.5" cy="11" r="2" {c}/><circle cx="22.5" cy="11" r="2" {c}/><path d="M9.5 13c3 4 4.5 7 4.5 9.500a4.5 4.5 0 0 1-9 0C5 20 6.5 17 9.5 13zM22.5 13c3 4 4.5 7 4.5 9.500a4.5 4.5 0 0 1-9 0c0-2.5 1.5-5.5 4.5-9.500z" {a}/><path d="M7.5 22.500c0-1.5.6-2.8 1.5-4M20.5 22.500c0-1.5.6-2.8 1.5-4" {lc}/>',
  ring: '<circle cx="16" cy="20" r="8.5" fill="none" stroke="#d5ab4f" stroke-width="3"/><path d="M9.5 7h13l3 4-9.5 9-9.5-9z" {a}/><path d="M13 7h6l2 4-5 9-5-9z" {c}/>',
  brooch:
    '<path d="M3 27 29 5" {lm}/><circle cx="16" cy="7.5" r="5" {a}/><circle cx="24.5" cy="14" r="5" {a}/><circle cx="21" cy="24" r="5" {a}/><circle cx="11" cy="24" r="5" {a}/><circle cx="7.5" cy="14" r="5" {a}/><circle cx="16" cy="16.5" r="5" {c}/><circle cx="16" cy="16.5" r="2.4" {b}/>',
  keyring:
    '<circle cx="10" cy="9" r="6" fill="none" stroke="#9aa3a8" stroke-width="2"/><path d="M14 13l3 3" {lm}/><path d="M20 29c-5-3.6-7-5.6-7-8.5 0-3.6 5-4.4 7-1.3 2-3.1 7-2.3 7 1.3 0 2.9-2 4.9-7 8.500z" {a}/><path d="M16 20.500c0-1.4.7-2 1.6-2.2" {lc}/>',
  charm:
    '<path d="M16 2v5" {lm}/><circle cx="16" cy="8.5" r="2" {lm}/><path d="M16 11l2 3-2 3-2-3z" {c}/><path d="M16 30c-6-4.4-8.5-7-8.5-10.2 0-4.4 6-5.3 8.5-1.6 2.5-3.7 8.5-2.8 8.5 1.6 0 3.2-2.5 5.8-8.5 10.200z" {a}/><path d="M11 20c0-1.7.8-2.5 2-2.8" {lc}/>',
  hairclip:
    '<path d="M4 22c6-12 18-12 24 0" fill="none" stroke="var(--b)" stroke-width="3" stroke-linecap="round"/><path d="M16 14c-3-6-10-6-9-1 .6 3 6 3 9 1zM16 14c3-6 10-6 9-1-.6 3-6 3-9 1z" {a}/><circle cx="16" cy="14" r="2.2" {c}/>',
  slippers:
    '<path d="M7 4c4 0 6 4 6 9s-1 15-6 15-5-10-5-15 1-9 5-9zM24 4c4 0 6 4 6 9s-1 15-6 15-5-10-5-15 1-9 5-9z" transform="translate(.5 0)" {a}/><path d="M2.5 12c1-5 10-5 10.5 0-2 4-8 4-10.5 0zM19.5 12c1-5 10-5 10.5 0-2 4-8 4-10.5 0z" {c}/>',
};
